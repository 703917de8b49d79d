from __future__ import annotations

from kmn.interchange.folder import load_packaged


def test_the_tasks_that_the_ministry_named_are_there() -> None:
    """What the structure is for stands in the dataset, in both languages."""
    tasks = {task.id: task for task in load_packaged().tasks}
    assert {
        "erfahrungsaustausch",
        "gegenseitige-unterstuetzung",
        "informationsfluss",
        "kompetenz-und-fachwissen",
        "offenheit",
    } <= set(tasks)
    assert all(task.name_en and task.sources for task in tasks.values())
