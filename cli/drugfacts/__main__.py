"""Entry point of ``drugfacts`` and ``python -m drugfacts``."""

from __future__ import annotations


def run() -> None:
    """Run the command line and leave with its exit code."""
    from drugfacts.main import cli

    cli.main(prog_name="drugfacts")


if __name__ == "__main__":
    run()
