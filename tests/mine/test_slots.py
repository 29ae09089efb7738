"""Slot names told by what fills them."""

from drafter.mine.slots import open_name, rest_name


def test_what_is_done_to_whom_is_told_by_the_fillers() -> None:
    reports = ["向大会报告工作", "向大会作报告，请予审议"]
    greetings = ["向大家表示感谢", "向护林员致以问候"]
    assert rest_name("代表<单位>，", "开场", reports) == "向谁报告什么"
    assert rest_name("代表<单位>，", "开场", greetings) == "致意内容"
    assert rest_name("借此机会，", "成绩回顾", greetings) == "致意内容"
    assert rest_name("长期以来，", "成绩回顾", ["护林员风里来雨里去"]) == "工作进展"


def test_what_is_of_no_one_kind_has_no_name() -> None:
    assert rest_name("代表<单位>，", "开场", ["向大会报告工作", "向大家表示感谢"]) == ""


def test_the_neighbours_name_an_open_slot() -> None:
    assert open_name("支持", "独立自主地开展工作", ["林场"]) == "支持对象"
    assert open_name("向", "，表示衷心的感谢", ["护林员的付出", "保洁员的辛劳"]) == "致意对象"
    assert open_name("对", "表示热烈的祝贺", ["大会的召开", "新任场长"]) == "祝贺的人或事"
    assert open_name("以", "为指导", ["科学理论"]) == "指导思想"
    assert open_name("今天，", "，主要任务是", ["我们开林长会", "林场把大家请来"]) == "开什么会"
    assert open_name("今天召开林长会，主要任务是", "", ["部署防火"]) == "会议任务"
    assert open_name("增强", "能力", ["巡护"]) == "何种能力"
    assert open_name("各级", "要", ["林场", "护林队伍"]) == "哪些人和单位"
    assert open_name("作出", "", ["新的贡献", "更大贡献"]) == "何种贡献"
    assert open_name("这是", "的一件大事", ["全县林农生活中", "林区历史上"]) == "何种范围中"
    assert open_name("选好配强", "领导班子", ["林场", "乡镇"]) == "哪里的领导班子"


def test_the_kinds_that_were_seen_name_the_slot() -> None:
    assert open_name("纳入", "", ["年度考核目标", "重要议事日程"]) == "考核或日程"
    assert open_name("纳入", "", ["年度考核目标", "林业规划", "工作日程"]) == "考核、规划或日程"
    assert open_name("致以", "的问候", ["亲切", "诚挚"]) == "诚挚或亲切"
    assert open_name("表示", "的感谢", ["热烈", "衷心"]) == "热烈或衷心"
    assert open_name("表示", "的感谢", ["由衷", "衷心"]) == "什么样"


def test_behind_its_subject_the_rest_is_what_is_done() -> None:
    assert rest_name("今天，我们", "开场", ["召开林长会，部署防火", "来到林区，看望大家"]) == "做什么"
    assert rest_name("今天，我们", "开场", ["召开林长会，部署防火", "在这里召开防火会"]) == "开什么会"
    assert rest_name("今天的会议，", "开场", ["主要任务是部署防火"]) == "会议内容"
