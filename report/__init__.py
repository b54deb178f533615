"""What a person looks at: `python -m report --run out`, `python -m report book`, `python -m report pictures`."""
