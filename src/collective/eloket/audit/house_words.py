"""What a row says that is about nobody, or about many: read by managers only."""

from collective.eloket import _


VIEWED = {
    "addresses.list": _(
        "log_addresses_list", default="Looked at the list of new addresses"
    ),
    "erasure.list": _(
        "log_erasure_list", default="Looked at who asks to erase their data"
    ),
    "families.list": _(
        "log_families_list", default="Looked at the list of families to check"
    ),
    "counter.list": _(
        "log_counter_list", default="Looked at which documents lie at the counter"
    ),
    "post.list": _(
        "log_post_list", default="Looked at which letters wait for the post"
    ),
    "holds.list": _("log_holds_list", default="Looked at what is kept for longer"),
    "register.export": _(
        "log_register_export", default="Took the register of processing along"
    ),
    "register.view": _(
        "log_register_view", default="Looked at the register of processing"
    ),
    "tasks.export": _("log_tasks_export", default="Took a list of requests along"),
    "tasks.list": _("log_tasks_list", default="Looked at the list of tasks"),
}

CHANGED = {
    "cases.alarm.persons": _(
        "log_alarm_persons",
        default="Alarm: somebody looked at data of unusually many citizens",
    ),
    "cases.alarm.reads": _(
        "log_alarm_reads", default="Alarm: somebody opened unusually many requests"
    ),
    "cases.alarm.rows": _(
        "log_alarm_rows", default="Alarm: somebody took a long list along"
    ),
    "person.erase": _("log_person_erase", default="Erased all data of a citizen"),
    "provider.delete": _("log_provider_delete", default="Removed a way to sign in"),
    "provider.renew_keys": _(
        "log_provider_renew_keys", default="Made new keys for a way to sign in"
    ),
    "provider.set": _("log_provider_set", default="Changed a way to sign in"),
    "provider.switch_off": _(
        "log_provider_switch_off", default="Switched a way to sign in off or on"
    ),
    "registration.again": _(
        "log_registration_again", default="Had the case system told again"
    ),
    "rights.application": _(
        "log_rights_application", default="Changed an application that has rights"
    ),
    "rights.delete": _(
        "log_rights_delete",
        default="Removed a right, an application with rights, or a target group",
    ),
    "rights.group": _("log_rights_group", default="Changed a target group"),
    "rights.import": _(
        "log_rights_import", default="Took applications and rights from a file"
    ),
    "rights.right": _("log_rights_right", default="Changed a right"),
    "setting.set": _("log_setting_set", default="Changed a setting"),
    "site.erase": _("log_site_erase", default="Erased all data of all citizens"),
    "site.restore": _("log_site_restore", default="Put all data back from a backup"),
    "site.export": _("log_site_export", default="Handed all data over"),
}
