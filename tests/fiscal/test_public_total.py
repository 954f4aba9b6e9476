"""The total of public spending over blocks printed side by side, and with that of personnel against the basic."""

from __future__ import annotations

import pytest

from tests.cases.made_a import checked

ACCOUNT = """<html><body><h1>清川市司法局2021年度部门决算</h1>
<h2>一般公共预算财政拨款支出决算表</h2><p>单位：万元</p><table>
<tr><td>科目编码</td><td>科目名称</td><td>本年支出合计</td><td>基本支出</td><td>项目支出</td></tr>
<tr><td></td><td>合计</td><td>1,113.90</td><td>1,013.90</td><td>100.00</td></tr>
<tr><td>204</td><td>公共安全支出</td><td>1,113.90</td><td>1,013.90</td><td>100.00</td></tr>
<tr><td>20406</td><td>司法</td><td>1,113.90</td><td>1,013.90</td><td>100.00</td></tr>
<tr><td>2040601</td><td>行政运行</td><td>1,013.90</td><td>1,013.90</td><td></td></tr>
<tr><td>2040604</td><td>基层司法业务</td><td>100.00</td><td></td><td>100.00</td></tr></table>
<h2>一般公共预算财政拨款基本支出决算明细表</h2><p>单位：万元</p><table>
<tr><td colspan="3">人员经费</td><td colspan="6">公用经费</td></tr>
<tr><td>科目编码</td><td>科目名称</td><td>决算数</td><td>科目编码</td><td>科目名称</td><td>决算数</td>
<td>科目编码</td><td>科目名称</td><td>决算数</td></tr>
<tr><td>301</td><td>工资福利支出</td><td>862.30</td><td>302</td><td>商品和服务支出</td><td>120.50</td>
<td>310</td><td>资本性支出</td><td>8.40</td></tr>
<tr><td>30101</td><td>基本工资</td><td>501.10</td><td>30201</td><td>办公费</td><td>72.50</td>
<td>31002</td><td>办公设备购置</td><td>8.40</td></tr>
<tr><td>30102</td><td>津贴补贴</td><td>361.20</td><td>30211</td><td>差旅费</td><td>48.00</td><td></td><td></td><td></td></tr>
<tr><td>303</td><td>对个人和家庭的补助</td><td>22.70</td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
<tr><td>30305</td><td>生活补助</td><td>22.70</td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
<tr><td colspan="2">人员经费合计</td><td>885.00</td><td colspan="5">公用经费合计</td><td>{public}</td></tr>
</table></body></html>"""


@pytest.mark.parametrize(("public", "verdicts"), [("128.90", set()), ("138.90", {"breaks"}), ("218.90", {"breaks"})])
def test_the_total_of_public_spending(public: str, verdicts: set[str]) -> None:
    text = ACCOUNT.replace("{public}", public)
    found = checked(("决算.html", text.encode()))
    told = {one.verdict for one in found.findings if one.check in ("T10", "X06") and one.verdict != "untestable"}
    assert told == verdicts
    held = {one.check for one in found.checks if one.check in ("T10", "X06") and one.holds}
    assert held == (set() if verdicts else {"T10", "X06"})
