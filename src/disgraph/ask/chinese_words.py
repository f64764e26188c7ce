"""How questions are asked in Chinese: forms, and the English words for the words that carry a topic."""

from __future__ import annotations

import re
from functools import cache

#: The patterns of the forms of questions; see `question_language`.
CHINESE_FORMS = {
    "path": r"有(什么|何)(关系|联系)|怎么认识|如何(认识|联系)",
    "age": r"多大|几岁|年龄|岁数",
    "duration": r"多久|多长时间|几年|几个月",
    "height": r"多高|身高",
    "time": r"什么时候|何时|哪(一)?年|哪(一)?天|几月|时间",
    "count": r"多少(个|人|名|家|位|种|次)?|几(个|人|名|家|位|种|次)|人数|数量",
    "amount": r"多少(钱|元)|百分之|比例|金额|价格",
    "reason": r"为什么|为何|原因|怎么会|因为什么",
    "agent": r"谁|哪(个|位|些)人|何人",
    "place": r"哪里|哪儿|何处|什么地方|在哪",
    "thing": r"什么|哪|如何|怎",
}

_CHARACTER = re.compile(r"[\u4e00-\u9fff]")

#: Chinese words of questions with the English words of the same meaning.
_WORDS = """
残疾人 people disabilities|残疾 disability|收入 income|工资 salary|年龄 age|多大 age|几岁 age|岁 age
培训 training|训练 training|创办 founded|成立 founded|创立 founded|帮助 helped|帮扶 help|支持 support
获得 won|获奖 award|奖 award|荣誉 honour|拜访 visited|看望 visited|访问 visited|出生 born|住 lives
居住 lives|工作 works|公司 company|企业 enterprise|学校 school|大学 university|病 illness|疾病 illness
诊断 diagnosed|原因 cause|导致 caused|为什么 cause|卖 sells|销售额 sales|销售 sales|买 bought|妻子 wife
丈夫 husband|母亲 mother|妈妈 mother|父亲 father|爸爸 father|父母 parents|孩子 children|姐妹 sister
兄弟 brother|家人 family|粉丝 followers|手术 surgery|身高 height|梦想 dream|希望 hope|计划 plan|目标 goal
主题曲 theme song|歌 song|写 wrote|作词 wrote|作曲 composed|演唱 performed|平台 platform|轮椅 wheelchair
拐杖 crutches|贫困 poverty|脱贫 poverty|员工 employees|雇 employs|就业 employment|学习 studied|毕业 graduated
学位 degree|专业 field study|基地 base|中心 center|直播 livestream|电商 e-commerce|刺绣 embroidery
养殖 breeding|养 raises|种植 planting|种 planted|贷款 loan|资金 funding|投资 invested|补贴 subsidy|政策 policy
项目 project|活动 event|白内障 cataract|康复 rehabilitation|志愿者 volunteers|护理 nursing|车间 workshop
合作社 cooperative|农场 farm|商店 store|网店 online shop|品牌 brand|主任 director|主席 chairman|书记 secretary
负责人 head|记者 reporter|官员 official|教授 professor|讲师 lecturer|客服 customer service|经营 runs
运营 operates|管理 manages|推荐 recommended|介绍 introduced|合作 cooperation|开发 developed|举办 held
参加 took part|说 said|捐 donated|借 borrowed|欠 owed|受伤 accident|事故 accident|截瘫 paralysis
小儿麻痹 polio|民族 ethnic group|等级 grade|级 grade|人口 population|面积 area|家庭 families|儿童 children
户 households|机构 agency|医院 hospital|联合会 federation|残联 federation|关系 partner|伴侣 couple|导师 mentor
男朋友 boyfriend|女朋友 girlfriend|朋友 friend|同事 colleague|退学 drop out school|辍学 drop out school|水果 fruit|苹果 apples|橙 oranges
鹿 deer|牛 cattle|花 flowers|洪水 flood
"""


@cache
def _pairs() -> list[tuple[str, str]]:
    """Return the Chinese words with the English ones, the longest first."""
    pairs = (entry.split(" ", 1) for line in _WORDS.strip().splitlines() for entry in line.split("|"))
    return sorted(((chinese, english) for chinese, english in pairs), key=lambda pair: -len(pair[0]))


def is_chinese(text: str) -> bool:
    """Return whether a text has Chinese characters."""
    return bool(_CHARACTER.search(text))


def is_chinese_yes_no(text: str) -> bool:
    """Return whether a question ends in the particle of questions for yes or no."""
    return text.rstrip("?\uff1f \u3002").endswith("\u5417")


def in_english(text: str) -> str:
    """Return the English words for the Chinese words of a question that carry a topic."""
    found = []
    for chinese, english in _pairs():
        if chinese in text:
            found.append(english)
            text = text.replace(chinese, " ")
    return " ".join(found)
