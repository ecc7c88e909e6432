"""What a row says about rights for organisations, and about who asks for them."""

from collective.eloket import _


VIEWED = {
    "access_request.view": _(
        "log_access_request_view", default="Looked at your request for a right"
    ),
    "access_requests.list": _(
        "log_access_requests_list", default="Listed your requests for rights"
    ),
}

CHANGED = {
    "access_request.approve": _(
        "log_access_request_approve", default="Approved your request for a right"
    ),
    "access_request.delete": _(
        "log_access_request_delete",
        default="Deleted your request for a right: its days were over",
    ),
    "access_request.expire": _(
        "log_access_request_expire",
        default="Ended your request for a right: nobody decided in time",
    ),
    "access_request.refuse": _(
        "log_access_request_refuse", default="Refused your request for a right"
    ),
    "access_request.send": _(
        "log_access_request_send", default="Asked for a right for an organisation"
    ),
    "access_request.withdraw": _(
        "log_access_request_withdraw", default="Took a request for a right back"
    ),
    "right.give": _(
        "log_right_give", default="Gave you a right for an organisation: ${object}"
    ),
    "right.take": _(
        "log_right_take", default="Took a right for an organisation away: ${object}"
    ),
    "work_relation.change": _(
        "log_work_relation_change", default="Changed your work relation: ${object}"
    ),
    "work_relation.make": _(
        "log_work_relation_make", default="Set up your work relation: ${object}"
    ),
    "work_relation.end": _(
        "log_work_relation_end", default="Ended your work relation: ${object}"
    ),
}
