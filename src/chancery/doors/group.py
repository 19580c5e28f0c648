"""The command group: turns errors into one line and an exit code, and ends quietly when a pipe closes."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from chancery.doors.screen import note
from chancery.terms import ChanceryError

# Exit codes. Usage errors (2) are the library's own.
PROBLEMS = 1
INTERRUPTED = 130


def _drop_output() -> None:
    """Python flushes standard output once more at exit; give it somewhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Doors(TyperGroup):
    """A group whose commands may raise ChanceryError."""

    def invoke(self, ctx: Any) -> Any:
        """What the command returns.

        Raises:  typer.Exit with 1 after an error of ours, 130 after Ctrl-C, 0 where the reader of a pipe went away,
                 1 where standard output or a file takes no more.
        """
        try:
            returned = super().invoke(ctx)
            sys.stdout.flush()
        except ChanceryError as error:
            note(f"chancery: {error} [{error.code}]")
            raise typer.Exit(PROBLEMS) from error
        except BrokenPipeError as error:
            _drop_output()
            raise typer.Exit(0) from error
        except OSError as error:
            # Rooms name their own files; what arrives here is the screen, or a file that cannot take any more.
            _drop_output()
            note(f"chancery: cannot be written: {error.strerror or error} [input]")
            raise typer.Exit(PROBLEMS) from error
        except KeyboardInterrupt as error:
            note("chancery: stopped; what was filed before is kept")
            raise typer.Exit(INTERRUPTED) from error
        return returned
