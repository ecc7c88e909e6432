"""The drawings beside words; never a word on their own."""

#: name → what is drawn in a box of 24 by 24.
DRAWINGS = {
    "alarm": (
        '<circle cx="12" cy="13" r="8"/>'
        '<path d="M12 9v4.5M12 16.8v.01M5 3L2.5 5.5M19 3l2.5 2.5"/>'
    ),
    "bolt": '<path d="M13 2L5 14h6l-1 8 8-12h-6z"/>',
    "building": (
        '<path d="M4 21V4h10v17M14 9h6v12M3 21h18M8 8h2M8 12h2M8 16h2M17'
        ' 13h.01M17 17h.01"/>'
    ),
    "card": (
        '<rect x="2.5" y="5" width="19" height="14" rx="2"/>'
        '<path d="M6 10h4v4H6zM14 10h4M14 14h4"/>'
    ),
    "chevron": '<path d="M6 9l6 6 6-6"/>',
    "clip": (
        '<path d="M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7L9.5 17"/>'
    ),
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "dash": '<path d="M6 12h12"/>',
    "document": '<path d="M6 2h8l5 5v15H6z"/><path d="M14 2v6h5M9 13h7M9 17h5"/>',
    "done": '<circle cx="12" cy="12" r="9"/><path d="M8 12.5l3 3 5.5-6"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>',
    "euro": '<path d="M17 6.5A7 7 0 1 0 17 17.5M4 10.5h8M4 13.5h8"/>',
    "eye": (
        '<path d="M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7z"/>'
        '<circle cx="12" cy="12" r="3"/>'
    ),
    "in_treatment": (
        '<circle cx="12" cy="12" r="8"/>'
        '<path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>'
    ),
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.5v.01"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="M11.5 11.5L20 3M16.5 6.5l3 3"/>',
    "lock": (
        '<rect x="5" y="11" width="14" height="9" rx="1.5"/>'
        '<path d="M8 11V8a4 4 0 0 1 8 0v3"/>'
    ),
    "pen": '<path d="M4 20l1-5L16 4l4 4L9 19z"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/>'
        '<path d="M2.5 20c.8-3.6 3.3-5.5 6.5-5.5s5.7 1.9 6.5 5.5M16 4.8a3.5'
        ' 3.5 0 0 1 0 6.4M18.5 15.2c1.7.9 2.7 2.5 3.2 4.8"/>'
    ),
    "person": (
        '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6"/>'
    ),
    "phone": (
        '<rect x="7" y="2.5" width="10" height="19" rx="2"/><path d="M11 18.5h2"/>'
    ),
    "plug": '<path d="M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "printer": '<path d="M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
    "question": (
        '<circle cx="12" cy="12" r="9"/>'
        '<path d="M9.3 9.3a2.8 2.8 0 1 1 3.9 2.7c-.8.4-1.2.9-1.2 1.8M12 17v.01"/>'
    ),
    "refused": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M9 9l6 6M15 9l-6 6"/>',
    "ring": '<circle cx="12" cy="12" r="8"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "shield": '<path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"/>',
    "shield_tick": (
        '<path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"/>'
        '<path d="M8.5 12l2.5 2.5 4.5-5"/>'
    ),
    "speech": (
        '<path d="M4 5h16v11H10l-5 4v-4H4z"/>'
        '<path d="M8 10.5h.01M12 10.5h.01M16 10.5h.01"/>'
    ),
    "spinner": '<path d="M12 3a9 9 0 1 1-9 9"/>',
    "square": '<rect x="5" y="5" width="14" height="14"/>',
    "tick": '<path d="M4.5 12.5l5 5 10-11"/>',
    "token": (
        '<rect x="3" y="7" width="18" height="10" rx="2"/>'
        '<path d="M7 12h.01M11 12h.01M15 12h.01"/>'
    ),
    "tray": '<path d="M3 13l3-8h12l3 8v6H3z"/><path d="M3 13h5l1.5 3h5L16 13h5"/>',
    "warning": '<path d="M12 3.5L22 20.5H2z"/><path d="M12 10v5M12 17.8v.01"/>',
}


def icon(name: str) -> str:
    """Return the drawing as markup that screen readers pass over.

    :raises KeyError: there is no such drawing.
    """
    return (
        '<svg class="el-icon" viewBox="0 0 24 24" aria-hidden="true"'
        f' focusable="false">{DRAWINGS[name]}</svg>'
    )
