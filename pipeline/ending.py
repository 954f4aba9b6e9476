"""How a command ends: with its own status, or with one line on what ended it; never with a traceback.

What fails inside a document is contained where it fails. Here is told what nothing contained: it is ours, not the
publisher's.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback

from fiscal.containment import fault
from fiscal.faults import because, explained
from fiscal.typed import Mistake
from pipeline.installation import ADVICE
from pipeline.wording import of_errno, spoken, told, word

FAILED = 2
INTERRUPTED = 130
"""As shells tell an end by Ctrl+C: 128 and the number of the signal."""


class Unavailable(Exception):
    """What should do the work cannot be used; the message says why."""


def ended(arguments: argparse.Namespace) -> int:
    """Run a parsed command. Gives its exit status."""
    try:
        status: int = arguments.run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except ModuleNotFoundError as error:
        return lacking(error)
    except (Mistake, Unavailable) as error:
        print(f"✗ {told(str(error))}", file=sys.stderr, flush=True)
        return FAILED
    except Exception as error:
        reason = _reason(error)[:300]
        print(f"✗ {word('ending.failed', reason=reason)}", file=sys.stderr, flush=True)
        if getattr(arguments, "debug", False):
            traceback.print_exc()
        return FAILED
    return status


def _reason(error: Exception) -> str:
    """Why nothing came of it: in our words, and with those of the system or of the exception where ours say little."""
    met = fault("", "", error)
    words = " ".join(str(error).split())
    if isinstance(error, OSError):
        return f"{error.filename or ''}：{of_errno(error)}".lstrip("：")
    known = explained(met.code, met.reason, spoken())
    unforeseen = met.code == "error" and words and not known
    return word("ending.unforeseen", words=words) if unforeseen else because(met.code, met.reason, spoken())


def lacking(error: ModuleNotFoundError) -> int:
    """Tell how to install what is missing. Raises the error again when the module is one of ours."""
    name = (error.name or "").partition(".")[0]
    if name in ("", "parsers", "fiscal", "publish", "pipeline"):
        raise error
    print(ADVICE.format(names=name), file=sys.stderr, flush=True)
    return FAILED
