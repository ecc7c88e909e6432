"""Which providers does the sandbox play? One engine, a description of each."""

from eloket_sandbox.provider.kinds.burgerprofiel import BURGERPROFIEL
from eloket_sandbox.provider.kinds.csam import CSAM
from eloket_sandbox.provider.kinds.itsme import ITSME
from eloket_sandbox.provider.kinds.kind import Kind
from types import MappingProxyType


KINDS: MappingProxyType[str, Kind] = MappingProxyType(
    {kind.id: kind for kind in (BURGERPROFIEL, CSAM, ITSME)}
)
