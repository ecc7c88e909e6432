from collective.eloket.cases.contents import MOST_FILES
from collective.eloket.cases.restapi.messages import Messages
from collective.eloket.catalogue.questions import LARGEST_FILE_BYTES
from collective.eloket.catalogue.restapi.cases import CasesPost

import pytest


@pytest.mark.parametrize("service", [CasesPost, Messages])
def test_as_many_files_come_by_a_program_as_by_a_page(service):
    in_base64 = -(-LARGEST_FILE_BYTES // 3) * 4
    assert service.largest_body_bytes > MOST_FILES * in_base64 + 1_000_000
