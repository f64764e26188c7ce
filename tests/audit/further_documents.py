"""Two more documents with faults and look-alikes, written and annotated before the checks were run on them.

That was how two causes were found: a ratio to a plan that was compared with figures of other records, and a decline called growth.
Two parts whose words alone exclude each other ("new homes", "old homes") are not recognised, and are not in the documents.
"""

from __future__ import annotations

from tests.audit.longer_documents import LongerDocument, record, statement
from tests.audit.village import figure

CARE = LongerDocument(
    "home care in a county",
    """Care Service of Hill County looks after people at home. In 2021 it renovated 120 homes in the north, 85 homes in the south and
60 homes in the west, 275 homes in all. It had planned 200 homes with ramps for 2020 and built 230 homes with ramps in 2020, 1.4 times
as many as planned. Its 12 carers of the night shift earn 2,400 yuan each a month; the service pays them 30,800 yuan a month.
At the end of 2021 it had 180 carers. Of these, 45 carers are women, a share of 35 percent, and 191 carers have a certificate.
In 2019 it had 30 drivers and in 2021 48 drivers, an increase of 50 percent.
Amei Li, born in 1990, joined the service in 2021 at the age of 38.
In the county, over 900 families need care, and nearly 870 families get it. In 2018 the service had 95 carers.
It spent about 1.2 million yuan on wheelchairs in 2020 and 1,180,000 yuan on beds in 2021.""",
    {
        "north": figure(
            120, "household", "120 homes in the north", measure="homes-renovated", about="care-service", population="north", time="2021"
        ),
        "south": figure(
            85, "household", "85 homes in the south", measure="homes-renovated", about="care-service", population="south", time="2021"
        ),
        "west": figure(
            60, "household", "60 homes in the west", measure="homes-renovated", about="care-service", population="west", time="2021"
        ),
        "homes": figure(
            275,
            "household",
            "275 homes in all",
            measure="homes-renovated",
            about="care-service",
            population="all parts",
            time="2021",
            sumOf=["north", "south", "west"],
        ),
        "plan": record(
            "target",
            "It had planned 200 homes with ramps for 2020",
            modality="intended",
            holder="care-service",
            content="to build ramps for 200 homes",
            measure="homes-renovated",
            value=200,
            unit="household",
            dueDate="2020",
        ),
        "ramps": figure(
            230,
            "household",
            "built 230 homes with ramps in 2020",
            measure="homes-renovated",
            about="care-service",
            population="homes with ramps",
            time="2020",
            ofRecord="built",
        ),
        "built": record("output", "built 230 homes with ramps", description="ramps for homes", contributor="care-service", achieves="plan"),
        "times": figure(
            1.4,
            "times",
            "1.4 times\nas many as planned",
            measure="ratio-to-plan",
            about="care-service",
            population="homes built compared with the planned ones",
            ofRecord="built",
        ),
        "night": record("employment", "12 carers of the night shift", employee="amei-family", employer="care-service"),
        "carers": figure(12, "person", "12 carers of the night shift", about="care-service", population="night shift", ofRecord="night"),
        "pay": figure(
            2400,
            "CNY",
            "2,400 yuan each a month",
            measure="income",
            about="care-service",
            per="month",
            perCounted="person",
            ofRecord="night",
        ),
        "paid": figure(
            30800,
            "CNY",
            "30,800 yuan a month",
            measure="income",
            statistic="total",
            about="care-service",
            per="month",
            ofRecord="night",
        ),
        "staff": figure(180, "person", "it had 180 carers", about="care-service", population="carers", time="2021"),
        "women": figure(
            45, "person", "45 carers are women", about="care-service", population="women", countedSex="female", partOf="staff", time="2021"
        ),
        "share": figure(
            35,
            "percent",
            "a share of 35 percent",
            statistic="share",
            about="care-service",
            population="women",
            sharePart="women",
            shareWhole="staff",
            time="2021",
        ),
        "certified": figure(
            191,
            "person",
            "191 carers have a certificate",
            about="care-service",
            population="with a certificate",
            partOf="staff",
            time="2021",
        ),
        "before": figure(30, "person", "30 drivers", about="care-service", population="drivers", time="2019"),
        "after": figure(48, "person", "48 drivers", about="care-service", population="drivers", time="2021"),
        "growth": figure(
            50,
            "percent",
            "an increase of 50 percent",
            measure="growth-rate",
            about="care-service",
            population="drivers",
            growthFrom="before",
            growthTo="after",
        ),
        "birth": statement("amei-li", "birthDate", "1990", "born in 1990"),
        "age": figure(38, "year", "in 2021 at the age of 38", measure="age", about="amei-li", time="2021"),
        "need": figure(
            900,
            "family",
            "over 900 families need care",
            measure="families-counted",
            about="hill-county",
            population="need care",
            comparator="over",
        ),
        "get": figure(
            870, "family", "nearly 870 families get it", measure="families-helped", about="hill-county", comparator="nearly", partOf="need"
        ),
        "earlier": figure(95, "person", "In 2018 the service had 95 carers", about="care-service", population="carers", time="2018"),
        "chairs": figure(
            1200000,
            "CNY",
            "about 1.2 million yuan on wheelchairs in 2020",
            measure="loan",
            about="care-service",
            comparator="about",
            population="wheelchairs",
            time="2020",
        ),
        "beds": figure(
            1180000, "CNY", "1,180,000 yuan on beds in 2021", measure="loan", about="care-service", population="beds", time="2021"
        ),
    },
    {
        "sum of the parts": ("north", "south", "west", "homes"),
        "actual against planned": ("plan", "ramps", "times", "built"),
        "pay of all against pay of each": ("carers", "pay", "paid", "night"),
        "share": ("women", "staff", "share"),
        "part larger than its whole": ("certified", "staff"),
        "growth": ("before", "after", "growth"),
        "age against birth": ("birth", "age"),
    },
    {
        "a part of what is only a lower limit": ("need", "get"),
        "staff of another year": ("staff", "earlier"),
        "two purposes": ("chairs", "beds"),
    },
)

FARM = LongerDocument(
    "a company over ten years",
    """Field Company was founded in 2008. A brochure of the county says that it was founded in 2010.
Bo Wang, born in 1995, has worked there since 2006. He won the Good Prize in 1993.
The county lent the company 45 mu (9 hectares) of land in 2012. In 2014 the county gave 30 families 60,000 yuan in all, 2,500 yuan for
each family. The yearly revenue grew from 900,000 yuan in 2015 to 850,000 yuan in 2017.
In 2018 the company employed 64 people, 16 of them with disabilities: 25 percent. A second office opened in 2016.
Bo Wang opened a shop of his own in 2017 at the age of 22. Revenue was 1 million yuan in 2019, more than 900,000 yuan in 2015.""",
    {
        "founded": record("founding", "was founded in 2008", "founding", founded="field-company", time="2008"),
        "brochure": record("founding", "it was founded in 2010", "founding", founded="field-company", time="2010"),
        "birth": statement("bo-wang", "birthDate", "1995", "born in 1995"),
        "work": record("employment", "has worked there since 2006", employee="bo-wang", employer="field-company", start="2006"),
        "prize": record("awarding", "He won the Good Prize in 1993", recipient="bo-wang", award="good-prize", time="1993"),
        "mu": figure(45, "mu", "45 mu", measure="area", about="field-company", time="2012"),
        "hectares": figure(9, "hectare", "9 hectares", measure="area", about="field-company", time="2012", convertedFrom="mu"),
        "help": record(
            "assistance", "the county gave 30 families 60,000 yuan", helper="county-government", recipient="amei-family", form="money"
        ),
        "families": figure(30, "family", "30 families", measure="families-helped", about="county-government", ofRecord="help"),
        "money": figure(60000, "CNY", "60,000 yuan in all", measure="loan", statistic="total", about="county-government", ofRecord="help"),
        "each": figure(
            2500, "CNY", "2,500 yuan for\neach family", measure="loan", about="county-government", perCounted="family", ofRecord="help"
        ),
        "first": figure(900000, "CNY", "from 900,000 yuan in 2015", measure="revenue", about="field-company", per="year", time="2015"),
        "last": figure(
            850000,
            "CNY",
            "The yearly revenue grew from 900,000 yuan in 2015 to 850,000 yuan in 2017",
            measure="revenue",
            about="field-company",
            per="year",
            time="2017",
            growthFrom="first",
        ),
        "employed": figure(64, "person", "employed 64 people", about="field-company", population="staff", time="2018"),
        "part": figure(
            16,
            "person",
            "16 of them with disabilities",
            about="field-company",
            population="staff with disabilities",
            partOf="employed",
            time="2018",
        ),
        "percent": figure(
            25,
            "percent",
            "25 percent",
            statistic="share",
            about="field-company",
            population="staff with disabilities",
            sharePart="part",
            shareWhole="employed",
            time="2018",
        ),
        "age": figure(22, "year", "in 2017 at the age of 22", measure="age", about="bo-wang", time="2017"),
        "later": figure(
            1000000,
            "CNY",
            "Revenue was 1 million yuan in 2019",
            measure="revenue",
            about="field-company",
            per="year",
            time="2019",
            growthFrom="first",
        ),
    },
    {
        "two years of one founding": ("founded", "brochure"),
        "work before the founding": ("work", "founded", "brochure"),
        "prize before birth": ("prize", "birth"),
        "land in two units": ("mu", "hectares"),
        "money for each": ("families", "money", "each", "help"),
        "growth to less": ("first", "last"),
    },
    {
        "a share that is right": ("employed", "part", "percent"),
        "an age that is right": ("birth", "age"),
        "growth that is growth": ("first", "later"),
    },
)

FURTHER_DOCUMENTS = (CARE, FARM)
