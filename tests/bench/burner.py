"""Burns CPU in the measured server, for the self-test of the bars only."""

import time


#: Header with the milliseconds to burn.
HEADER = "X-Bench-Burn"


def burn(event) -> None:
    """Use so much CPU before the request is answered."""
    wanted = event.request.getHeader(HEADER)
    if wanted:
        end = time.thread_time() + float(wanted) / 1000
        while time.thread_time() < end:
            pass
