"""What a person looks at: `python -m report --run out` and `python -m report book`."""
