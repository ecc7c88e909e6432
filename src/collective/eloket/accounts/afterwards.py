"""What is done once the transaction has committed, and not before.

The side store keeps what is written at once. Zope may publish a request again after a
conflict: what the first try took away there, the second would not find.
"""

from collections.abc import Callable

import transaction


def after_commit(act: Callable[..., object], *arguments: object) -> None:
    """Call ``act`` when the transaction that runs now has committed; else never.

    What it raises is logged and stops nothing: the answer is on its way.
    """
    transaction.get().addAfterCommitHook(_if_committed, (act, *arguments))


def _if_committed(
    committed: bool, act: Callable[..., object], *arguments: object
) -> None:
    if committed:
        act(*arguments)
