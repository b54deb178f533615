"""What is printed of metrics.json: plain tables. Here, and nowhere before, numbers become text."""

from benchmarks import named


def columns(rows: list[list[str]]) -> str:
    """Plain text table: the first column left, the others right aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join([r[0].ljust(widths[0]), *map(str.rjust, r[1:], widths[1:])]).rstrip() for r in rows)


def interval(ci: list[float] | None) -> str:
    """[0.4, 0.6] -> "[40.0, 60.0]"; "-" for None."""
    return f"[{100 * ci[0]:.1f}, {100 * ci[1]:.1f}]" if ci else "-"


def percent(value: float | None, ci: list[float] | None = None) -> str:
    """0.5, [0.4, 0.6] -> "50.0 [40.0, 60.0]"; "-" for None."""
    return "-" if value is None else f"{100 * value:.1f}" + (f" {interval(ci)}" if ci else "")


def share(value: float | None, count: int | None = None) -> str:
    """0.125, 3 -> "12.50% (3)", as We-Math's scripts print a share; "n/a" for None."""
    return ("n/a" if value is None else f"{value:.2%}") + ("" if count is None else f" ({count})")


# --------------------------------------------------------------------------------------------------------------- rules


def accuracy_lines(rules: list[dict]) -> list[list[str]]:
    """Accuracy of each rule, then by part: a line a number, a column a rule."""
    lines = [[f"accuracy, {rules[0]['rows']} rows", *(percent(r["accuracy"], r["accuracy_ci"]) for r in rules)]]
    for part in (k for k in rules[0] if k.startswith("by_")):
        for value, c in rules[0][part].items():
            accuracies = (percent(r[part][value]["accuracy"]) for r in rules)
            lines.append([f"{part[3:]} {value} ({c['rows']})", *accuracies])
    return lines


def rule_table(m: dict) -> str:
    """The rules side by side: a line a number, a column a rule. "" where there is no rule beside ours."""
    titles = {"official": "official rule", "ours": "our extraction", "judge": "judge"}
    titles["official"] += f" ({m['official_by']})" if m.get("official_by") else ""
    present = [name for name in titles if name in m]
    if not present:
        return ""
    lines = (named(m["benchmark"]).lines or accuracy_lines)([m[name] for name in present])
    blank = present[0] == "official" and not official_of(m)
    lines = [[line[0], "", *line[2:]] for line in lines] if blank else lines
    return columns([["", *(titles[name] for name in present)], *lines])


def official_of(m: dict) -> dict | None:
    """The official rule's numbers; None where it has none, and of replies to our prompt, which it cannot read."""
    return m.get("official") if m["prompt"] != "ours" else None


# ----------------------------------------------------------------------------------------------------------- whole runs


def header(m: dict) -> list[str]:
    """What was run and how it went, the rows left out, the judge."""
    tokens = "?" if m["mean_tokens"] is None else f"{m['mean_tokens']:.0f}"
    lines = [
        f"{m['benchmark']}, {m['model']}: {m['rows']} rows; {tokens} tokens a response, "
        f"{percent(m['cut_off'])} % cut off, {percent(m['no_answer'])} % without an answer; prompt: {m['prompt']}"
    ]
    lines += [f"left out: {count} rows, {why}" for why, count in m.get("left_out", {}).items() if count]
    if m.get("refused"):
        lines += [f"refused by the server: {m['refused']} generations; they count as wrong"]
    if m.get("served_by"):
        lines += [f"warning: the server answered as {', '.join(m['served_by'])}"]
    if m.get("unset"):
        lines += [f"the server does not take {' and '.join(m['unset'])}: it used its own"]
    if told := m.get("judging"):
        lines += [
            f"judge {told['model']}: {told['asked']} generations, {told['no_judgement']} without a judgement; "
            f"agrees with our rule on {told['agree']}; right only by the judge "
            f"{told['judge_right_rules_wrong']}, only by the rule {told['rules_right_judge_wrong']}"
        ]
    return lines


def cell_table(m: dict) -> str:
    """The cells of our rule: all rows, and those that the benchmark has beside them (Benchmark.cell_lines)."""
    n, more = m["n"], named(m["benchmark"]).cell_lines
    kinds = ("greedy", "avg", "pass", "maj") if m["n"] else ("greedy", "avg")
    heads = ["greedy [95 %]", *(f"{k}@{n} [95 %]" for k in kinds[1:])]
    lines = [["", "rows", *heads, "format"]]
    for name, c in [("all", m["overall"]), *(more(m) if more else [])]:
        lines.append([name, str(c["rows"]), *(percent(c[k], c[f"{k}_ci"]) for k in kinds), percent(c["format_greedy"])])
    return columns(lines)


def show(m: dict) -> str:
    """The metrics of one run as text."""
    parts = header(m)
    parts += [f"\n{rules}"] if (rules := rule_table(m)) else []
    parts += ["", cell_table(m)]
    if "pass_at" in m:
        parts += ["", "pass@k, unbiased: " + ", ".join(f"{k}: {percent(v)}" for k, v in m["pass_at"].items())]
    if c := m["consistency"]:
        parts += [
            f"over the rows of a {named(m['benchmark']).unit} ({c['groups']}, greedy): all right "
            f"{percent(c['all_right'])} %, all wrong {percent(c['all_wrong'])} %, mixed {percent(c['mixed'])} %"
        ]
    if m["weakest"]:
        weak = [["weakest points", "rows", "greedy", f"avg@{m['n']}"]]
        for point in m["weakest"]:
            c = m["by_knowledge"][point]
            weak.append([point[:60], str(c["rows"]), percent(c["greedy"]), percent(c["avg"])])
        parts += ["", columns(weak)]
    return "\n".join(parts)


def summary(results: list[dict]) -> str:
    """--benchmark all: one line a benchmark, accuracy of the greedy pass by each rule."""
    lines = [["", "rows", "official rule", "our extraction [95 %]", "judge", "no answer", "of which"]]
    for m in results:
        spec, c = named(m["benchmark"]), m["overall"]
        overall = {"accuracy": c["greedy"], "accuracy_ci": c["greedy_ci"]}
        rules = {"official": official_of(m), "ours": m.get("ours", overall), "judge": m.get("judge")}
        shown = []
        for name, rule in rules.items():
            ci = rule["accuracy_ci"] if rule and name == "ours" else None
            shown.append("-" if not rule else spec.headline(rule) if spec.headline else percent(rule["accuracy"], ci))
        by = f"official: {m['official_by']}" if rules["official"] and m.get("official_by") else ""
        note = "; ".join(filter(None, [spec.note(rules["ours"]) if spec.note else "", by]))
        lines.append([m["benchmark"], str(c["rows"]), *shown, percent(m["no_answer"]), note])
    return columns(lines)
