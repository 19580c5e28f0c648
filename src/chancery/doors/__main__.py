"""`python -m chancery.doors` is the `chancery` command."""

from chancery.doors.cli import main

if __name__ == "__main__":
    main()
