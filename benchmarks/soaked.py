"""Documents that nobody would publish, made by chance: odd figures, blank heads, endless lists, units that fit nothing.

All words are this project's own; real documents are used only where a folder of them is named, and then mutated.
"""

from __future__ import annotations

import html
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Rows = list[list[str]]

UNITS = ("万元", "元", "亿元", "", "个", "%", "千元", "人次/天", "㎡", "XX")
TITLES = (
    "收入支出决算总表",
    "支出预算表",
    "一般公共预算财政拨款支出表",
    "项目支出绩效目标表",
    "项目支出绩效自评表",
    "一般公共预算“三公”经费支出表",
    "基本支出表",
    "政府性基金预算支出表",
    "",
    "表",
    "零〇百、",
    "第部分",
    "〇〇〇表",
)
HEADS = (
    "科目编码",
    "科目名称",
    "合计",
    "基本支出",
    "项目支出",
    "预算数",
    "决算数",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "实际完成值",
    "分值",
    "得分",
    "单位",
    "项目名称",
    "资金总额",
    "备注",
    "",
    " ",
    "其中：",
    "栏次",
    "上年结转",
)
LABELS: tuple[str, ...] = (
    "合计",
    "一般公共服务支出",
    "行政运行",
    "其中：",
    "基本支出",
    "项目甲",
    "产出指标",
    "数量指标",
    "完成率",
    "满意度",
)
LABELS += (
    "",
    " ",
    "一、",
    "（十一）",
    "百零、",
    "2010101",
    "20101",
    "注：",
    "小计",
    "效益指标",
    "名单",
    "得分",
    "\ud800",
    "㈠",
    "①",
)
FIGURES: tuple[str, ...] = (
    "1.234.56",
    "12..5%",
    "1,23,4",
    "١٢٣",
    "1e999",
    "-",
    "—",
    "0",
    "0.00",
    "",
    " ",
    "9" * 29,
    "-" + "9" * 40,
    "1/0",
)
FIGURES += (
    "≥95%",
    "≤5天",
    "100分",
    "NaN",
    "Infinity",
    "5-",
    "（12.5）",
    "12.5万元",
    "一百零三",
    "1 2 3",
    "²³",
    "½",
    "％",
    "+-1",
)
CLAUSES = (
    "本年收入合计",
    "比上年增加",
    "其中：",
    "占",
    "完成年初预算的",
    "主要原因是",
    "分别为",
    "“三公”经费",
    "（",
    "）",
    "。",
    "，",
    "；",
)
RUNS = (
    "万",
    "项",
    "年",
    ".",
    "…",
    "-",
    "%",
    "1,",
    "1.1%",
    "注",
    "一二三",
    "为1万元",
    "（",
    "2023年",
    "、",
    "：",
    "1.1、",
    "表（",
)
YEARS = ("2023", "", "二〇二三", "20X3")
NULLS = ("\u200b", "\ufeff", "\u3000", "\x0b", "\u202e", "𠀀", "\u2028")


@dataclass(frozen=True, slots=True)
class Made:
    """A made document."""

    name: str
    kind: str
    data: bytes


def documents(chance: random.Random, folder: Path | None = None) -> Iterator[Made]:
    """Documents without an end, the same for the same seed; one in four a mutated one of the folder."""
    real = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md") if folder else []
    number = 0
    while True:
        number += 1
        if real and chance.random() < 0.25:
            yield _mutated(chance, chance.choice(real), number)
            continue
        kind = chance.choice(tuple(WRITERS))
        name = f"{number:06}.{kind}"
        yield Made(name, kind, WRITERS[kind](chance, _parts(chance)))


def figure(chance: random.Random) -> str:
    """A printed figure, one in three a plain one."""
    if chance.random() < 0.4:
        return f"{chance.randint(0, 10 ** chance.randint(1, 9)) / 100:,.2f}"
    if chance.random() < 0.5:
        return chance.choice(FIGURES)
    return "".join(chance.choice("0123456789,.,.-%— ，．") for _ in range(chance.randint(1, 12)))


def _parts(chance: random.Random) -> list[str | Rows]:
    """What a document holds: lines and tables."""
    found: list[str | Rows] = [
        f"某市某局{chance.choice(('2023', '', '二〇二三', '20X3'))}年度部门决算公开"
    ] * chance.randint(0, 1)
    for _ in range(chance.randint(1, 4)):
        found += [chance.choice(TITLES), f"单位：{chance.choice(UNITS)}"][: chance.randint(0, 2)]
        found.append(_table(chance) if chance.random() < 0.75 else _prose(chance))
    return found


def _table(chance: random.Random) -> Rows:
    columns = chance.randint(1, 9)
    long = chance.random() < 0.04
    lines = chance.randint(250, 450) if long else chance.randint(0, 14)
    heads = [chance.choice(HEADS) for _ in range(columns)]
    rows = [heads for _ in range(chance.randint(0, 2))]
    for number in range(lines):
        label = f"项目{number}" if long else chance.choice(LABELS)
        first = [label] if chance.random() < 0.8 else [chance.choice(LABELS), chance.choice(LABELS)]
        rows.append([*first, *(figure(chance) for _ in range(max(columns - len(first), 0)))])
    if chance.random() < 0.2:
        rows.append([chance.choice(LABELS)])
    return rows or [[""]]


def _prose(chance: random.Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(RUNS) * chance.randint(200, 3000)
    words = (*CLAUSES, *LABELS, *TITLES)
    return "".join(
        chance.choice(words) + (figure(chance) + chance.choice(UNITS) if chance.random() < 0.4 else "")
        for _ in range(chance.randint(1, 40))
    )


def _encoded(text: str) -> bytes:
    """Lone surrogates stay in, as damaged bytes."""
    return text.encode("utf-8", "surrogatepass")


def _text(chance: random.Random, parts: list[str | Rows]) -> bytes:
    between = chance.choice(("\t", "  ", " | ", "\t\t", ","))
    lines = [part if isinstance(part, str) else "\n".join(between.join(row) for row in part) for part in parts]
    return _encoded(chance.choice(("\n", "\n\n", "\r\n")).join(lines))


def _page(chance: random.Random, parts: list[str | Rows]) -> bytes:
    made = ["<html><body>"]
    for part in parts:
        made.append(f"<p>{html.escape(part)}</p>" if isinstance(part, str) else _markup(chance, part))
    return _encoded("".join(made) + "</body></html>" * chance.randint(0, 1))


def _markup(chance: random.Random, rows: Rows) -> str:
    """A table, some cells merged, now and then one inside another."""
    made = ["<table border=1>"]
    for row in rows:
        made.append("<tr>")
        for cell in row:
            span = f" rowspan={chance.randint(0, 5)} colspan={chance.randint(0, 4)}" if chance.random() < 0.1 else ""
            inner = _markup(chance, rows[:2]) if chance.random() < 0.005 and len(rows) < 20 else html.escape(cell)
            made.append(f"<td{span}>{inner}</td>")
        made.append("</tr>" * (chance.random() < 0.97))
    return "".join(made) + "</table>"


def _clean(text: str) -> str:
    """What XML may hold."""
    return html.escape(
        "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff")), quote=True
    )


def _packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def _word(chance: random.Random, parts: list[str | Rows]) -> bytes:
    """A Word document of paragraphs and tables."""
    del chance
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{_clean(text)}</w:t></w:r></w:p>"

    def table(rows: Rows) -> str:
        cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    body = "".join(paragraph(part) if isinstance(part, str) else table(part) for part in parts)
    return _packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        }
    )


def _sheet(chance: random.Random, parts: list[str | Rows]) -> bytes:
    """A workbook as XML of 2003, its parts below one another."""
    rows = [row for part in parts for row in ([[part]] if isinstance(part, str) else part)]
    made = []
    for row in rows:
        cells = []
        for cell in row:
            across = f' ss:MergeAcross="{chance.randint(0, 3)}"' if chance.random() < 0.05 else ""
            cells.append(f'<Cell{across}><Data ss:Type="String">{_clean(cell)}</Data></Cell>')
        made.append(f"<Row>{''.join(cells)}</Row>")
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    opening = f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="表1"><Table>'
    return _encoded(opening + "".join(made) + "</Table></Worksheet></Workbook>")


def _mutated(chance: random.Random, path: Path, number: int) -> Made:
    """A real document with some of it changed: characters of a text, bytes of anything else."""
    data = bytearray(path.read_bytes())
    if path.suffix in (".txt", ".html", ".htm", ".md"):
        text = data.decode("utf-8", "replace")[:60_000]
        for _ in range(chance.randint(1, 60)):
            at = chance.randrange(len(text) + 1)
            new = chance.choice((figure(chance), chance.choice(LABELS), "", "\n", "\t", chance.choice(NULLS)))
            text = text[:at] + new + text[at + chance.randint(0, 3) :]
        data = bytearray(_encoded(text))
    else:
        for _ in range(chance.randint(1, 20)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
    return Made(f"{number:06}{path.suffix}", f"mutated {path.suffix}", bytes(data))


WRITERS: dict[str, Callable[[random.Random, list[str | Rows]], bytes]] = {
    "txt": _text,
    "html": _page,
    "docx": _word,
    "xml": _sheet,
}
"""How a document is written, by the ending of its name."""
