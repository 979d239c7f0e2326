"""`python -m tests.bench`. The work is in a module of its own: spawned processes cannot import a `__main__`."""

from tests.bench.measure import main

if __name__ == "__main__":
    main()
