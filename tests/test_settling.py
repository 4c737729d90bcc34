"""What is loaded at the start of a server is not looked through again while it runs."""

import gc

from jointstatement.app import settle


def test_what_is_loaded_is_kept_out_of_every_later_look() -> None:
    loaded = len(gc.get_objects())
    try:
        settle()
        assert gc.get_freeze_count() > 0.9 * loaded
        assert len(gc.get_objects()) < 0.1 * loaded
    finally:
        gc.unfreeze()
