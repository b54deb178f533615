"""The contextual axis: scenes of the real world, and abstract rephrasings, that fit a kind of quantity.

scenes(kind, thing) gives pairs (opening, question); the figure and the answer stay.  {thing} names the figure with its
article.  A program whose quantity is special writes its own pairs instead.
"""

SCENES = {
    "area": [
        (
            "A gardener sows grass on a plot with the shape in the figure, {thing}. Lengths are in metres.",
            "How many square metres of grass are there?",
        ),
        (
            "A floor has the shape in the figure, {thing}. Lengths are in metres.",
            "How many square metres of carpet cover the floor?",
        ),
        (
            "A tile has the shape in the figure, {thing}. Lengths are in centimetres.",
            "How many square centimetres of glaze cover its front?",
        ),
        (
            "A sailmaker cuts a piece of cloth with the shape in the figure, {thing}. Lengths are in decimetres.",
            "How many square decimetres of cloth are in the piece?",
        ),
        (
            "A town paves a place with the shape in the figure, {thing}. Lengths are in metres.",
            "How many square metres of paving are needed?",
        ),
    ],
    "perimeter": [
        (
            "A meadow has the shape in the figure, {thing}. Lengths are in metres.",
            "How many metres of fence go once around it?",
        ),
        (
            "A tablecloth has the shape in the figure, {thing}. Lengths are in decimetres.",
            "How many decimetres of lace go once around its edge?",
        ),
        (
            "A robot drives once around the shape in the figure, {thing}. Lengths are in metres.",
            "How many metres does it drive?",
        ),
        (
            "A picture has the shape in the figure, {thing}. Lengths are in centimetres.",
            "How many centimetres of wooden strip frame it?",
        ),
    ],
    "length": [
        (
            "The figure is a carpenter's plan of a wooden frame. Lengths are in decimetres.",
            "How long is the beam marked with the question mark, in decimetres?",
        ),
        (
            "The figure is a map of paths in a park. Lengths are in metres.",
            "How long is the path marked with the question mark, in metres?",
        ),
        (
            "The figure shows a piece of jewellery bent from wire. Lengths are in millimetres.",
            "How long is the part marked with the question mark, in millimetres?",
        ),
        (
            "The figure is a sketch of a small bridge. Lengths are in metres.",
            "How long is the bar marked with the question mark, in metres?",
        ),
    ],
    "angle": [
        ("The figure is a carpenter's plan of a roof.", "How many degrees is the angle marked with the question mark?"),
        (
            "The figure shows a pattern for a paper kite.",
            "How many degrees is the angle marked with the question mark?",
        ),
        (
            "The figure is a plan of roads and paths that meet.",
            "How many degrees is the angle marked with the question mark?",
        ),
        (
            "The figure shows rods that are screwed together to a stand.",
            "How many degrees is the angle marked with the question mark?",
        ),
    ],
    "volume": [
        (
            "A tank has the shape in the figure, {thing}. Lengths are in decimetres, and a litre is a cubic decimetre.",
            "How many litres of water fill the tank?",
        ),
        (
            "A candle has the shape in the figure, {thing}. Lengths are in centimetres.",
            "How many cubic centimetres of wax are in the candle?",
        ),
        (
            "A block of stone has the shape in the figure, {thing}. Lengths are in decimetres.",
            "How many cubic decimetres of stone are in the block?",
        ),
        (
            "A piece of chocolate has the shape in the figure, {thing}. Lengths are in centimetres.",
            "How many cubic centimetres of chocolate are in it?",
        ),
    ],
    "surface": [
        (
            "A wooden block with the shape in the figure, {thing}, is painted all over. Lengths are in centimetres.",
            "How many square centimetres are painted?",
        ),
        (
            "A parcel has the shape in the figure, {thing}. Lengths are in decimetres.",
            "How many square decimetres of paper cover it exactly, without overlap?",
        ),
        (
            "A closed metal box has the shape in the figure, {thing}. Lengths are in centimetres.",
            "How many square centimetres of sheet metal form its faces?",
        ),
    ],
    "map": [
        ("On a city map a unit of the axes is one kilometre. Two stations lie at A and B.", "{question}"),
        ("A drone flies over a field between the marks A and B; a unit of the axes is one metre.", "{question}"),
        ("On a treasure map a unit of the axes is one step. A is the old oak and B is the well.", "{question}"),
    ],
}


ABSTRACT = {
    "area": [
        (
            "Let $R$ be the set of all points inside or on the boundary of the figure, {thing}.",
            "Determine the area measure $\\mu(R)$.",
        ),
        (
            "The plane is covered with squares of side 1. The figure, {thing}, is cut up and put together again "
            "without gaps.",
            "As many of these unit squares as what number have the same content as the figure?",
        ),
    ],
    "perimeter": [
        (
            "A point $P$ runs once along the boundary of the figure, {thing}, and comes back to its start.",
            "Determine the length of the path of $P$.",
        ),
        (
            "The boundary of the figure, {thing}, is unrolled onto a number line, beginning at 0.",
            "At which number does it end?",
        ),
    ],
    "length": [
        (
            "Let $d$ be the distance between the two ends of the segment marked with the question mark.",
            "Determine $d$.",
        ),
        (
            "A circle is drawn around one end of the segment marked with the question mark and passes through its "
            "other end.",
            "Determine the radius of this circle.",
        ),
    ],
    "angle": [
        ("Let $\\theta$ be the measure in degrees of the angle marked with the question mark.", "Determine $\\theta$."),
        (
            "A ray turns about the vertex of the angle marked with the question mark, from one of its sides to the "
            "other inside the angle.",
            "Through how many degrees does the ray turn?",
        ),
    ],
    "volume": [
        (
            "Let $B$ be the set of all points inside or on the surface of the figure, {thing}.",
            "Determine the volume measure $V(B)$.",
        ),
        (
            "Space is filled with cubes of edge 1. The solid in the figure, {thing}, has the same content as a number "
            "$n$ of them, where $n$ need not be whole.",
            "Determine $n$.",
        ),
    ],
    "surface": [
        ("Let $S$ be the boundary of the solid in the figure, {thing}.", "Determine the area measure of $S$."),
        (
            "All faces of the solid in the figure, {thing}, are laid out in a plane without overlap.",
            "Determine the total area that they cover.",
        ),
    ],
}


def scenes(kind, thing="a figure", note="", question=""):
    """The pairs of a kind; note is added to each question (e.g. how to write the answer)."""
    return [
        (opening.format(thing=thing), question_.format(question=question) + (f" {note}" if note else ""))
        for opening, question_ in SCENES[kind] + ABSTRACT.get(kind, [])
    ]
