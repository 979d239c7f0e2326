"""Who speaks in English texts: circles without names, bare nouns, partial and interrupted quotations."""

import pytest

from tests.facts.quotes.conftest import check_speakers

CASES = [
    (
        [
            "Ratna Wulandari, chief executive of Nusadata, opened the plant on Monday.",
            "“We will hire 2,000 people,” she added.",
        ],
        ["direct|R|We will"],
    ),
    (["Bagas Prakoso met investors in Bandung.", "He said the port would open in March."], ["indirect|B|the port"]),
    (
        ["“The port is ready,” Bagas Prakoso said. “We only need the permits.”"],
        ["direct|B|The port", "direct|B|We only"],
    ),
    (["“If prices fall,” said Ratna Wulandari, “we will cut output.”"], ["direct|R|If prices", "direct|R|we will"]),
    (
        ["Nusadata reported higher sales on Monday.", "The company said it would build a second plant."],
        ["indirect|ORG:nusadata|it would"],
    ),
    (["Nusadata fell 3 percent.", "Analysts said the market had expected more."], ["indirect|-|the market"]),
    (
        [
            "Research Minister Ratna Wulandari visited the lab.",
            "“This is only the beginning of it,” the minister told reporters.",
        ],
        ["direct|R|This is"],
    ),
    (["The plant will open in May, according to Bagas Prakoso."], ["indirect|B|The plant"]),
    (["“We are not afraid of competition,” Mr. Bagas said in an interview."], ["direct|B|We are"]),
    (["“Demand is weak across the region,” said Chen Yulan, an economist at Nusadata."], ["direct|C|Demand is"]),
    (
        [
            "“We started in a garage,” said Chen Yulan.",
            "“Nobody believed in us then.",
            "“Now we have two thousand workers.”",
        ],
        ["direct|C|We started", "direct|C|Nobody believed", "direct|C|Now we"],
    ),
    (["Bagas Prakoso told lawmakers that the budget would not change."], ["indirect|B|the budget"]),
    (["The plant is safe, Bagas says."], ["indirect|B|The plant"]),
    (["A spokesperson for Nusadata said the outage had been fixed."], ["indirect|ORG:nusadata|the outage"]),
    (["“It was a difficult year,” said Bagas, who founded the firm with Chen Yulan."], ["direct|B|It was"]),
    (["The so-called “green wall” was praised by Bagas Prakoso as Nusadata opened its “smart factory”."], []),
    (["The deal may be delayed until spring, people familiar with the talks say."], ["indirect|-|The deal may"]),
    (["Critics say the law gives police too much power."], ["indirect|-|the law gives"]),
    (["Two officials briefed on the matter said the ship would sail on Friday."], ["indirect|-|the ship"]),
    (
        [
            "Economist Chen Yulan lowered her forecast.",
            "Exports will shrink further this year, according to the economist.",
        ],
        ["indirect|C|Exports will"],
    ),
    (["A report by the World Bank said poverty had fallen by two percent."], ["indirect|ORG:world bank|poverty had"]),
    (["The group plans to cut 300 jobs, Reuters reported."], ["indirect|ORG:reuters|The group"]),
    (["The closure will not affect suppliers, Chen said in an email."], ["indirect|C|The closure"]),
    (
        ["“The union wants a bigger raise than last year. Much bigger than” promised in May, said Bagas Prakoso."],
        ["direct|B|The union"],
    ),
    (
        ["Nusadata cut its outlook.", "Company management said sales would recover next year."],
        ["indirect|ORG:nusadata|sales would"],
    ),
    (["Bagas said that the city “is going to need all the help that we can get”."], ["direct|B|is going"]),
    (
        ["President Bagas Prakoso arrived late.", "The president said he would not sign the bill."],
        ["indirect|B|he would"],
    ),
    (["Bagas put it bluntly: “We have run out of money and out of time.”"], ["direct|B|We have run"]),
    (["Asked whether he would resign, Bagas said he had no such plans."], ["indirect|B|he had"]),
    (
        ["“Nothing has been decided,” Ratna told Reuters on Monday.", "“We are still talking to both sides.”"],
        ["direct|R|Nothing has", "direct|R|We are"],
    ),
    (["Wulandari, who is 54, added that the plant would stay open."], ["indirect|R|the plant"]),
    (["“Proud of our team today,” Yulan tweeted."], ["direct|C|Proud of"]),
    (["In a statement, Nusadata said it regretted the error."], ["indirect|ORG:nusadata|it regretted"]),
    (["The government said the tax would be lowered in July."], ["indirect|-|the tax"]),
    (["The lake will dry up by 2040, according to new modelling."], []),
    (["“The water came so fast that we ran,” one resident said."], ["direct|-|The water"]),
    (["Chen wrote a book called “The Long Road to the Sea and Back Again” in 2011."], []),
    (
        ["Speaking to reporters in Jakarta, Bagas Prakoso said the road would reopen on Sunday."],
        ["indirect|B|the road"],
    ),
    (
        ["“It is over,” Ratna said, adding that the firm would not appeal."],
        ["direct|R|It is over", "indirect|R|the firm"],
    ),
    (["“Talks have stalled,” said an official who declined to be named."], ["direct|-|Talks have"]),
    (["“Exports will recover,” said Chen Yulan, chief economist at Bank Dunia in Jakarta."], ["direct|C|Exports will"]),
    (["“We saw nothing unusual that night,” recalled Rudi Hartawan, a fisherman."], ["direct|H|We saw"]),
    (["Bagas Prakoso told The Straits Times that he had asked for an audit."], ["indirect|B|he had"]),
    (["But Ratna disagrees. “That is simply not how markets work.”"], ["direct|R|That is"]),
    (["Workers gathered at the gate. They said wages had not been paid since May."], ["indirect|-|wages had"]),
    (["“The court,” she said, “has no power to decide this.”"], ["direct|-|The court", "direct|-|has no power"]),
    (["‘We will not be bullied into a bad deal,’ Bagas told reporters."], ["direct|B|We will not"]),
    (
        ["Nusadata confirmed that its servers had been breached but denied that customer data was lost."],
        ["indirect|ORG:nusadata|its servers"],
    ),
    (
        ["The airline is in talks with lenders, according to a person with knowledge of the matter."],
        ["indirect|-|The airline"],
    ),
    (
        ["Rudi Hartawan refused to blame the referee.", "“We lost because of our own mistakes,” the coach said."],
        ["direct|H|We lost"],
    ),
    (["Japan said it would raise its investment in Indonesia."], ["indirect|PLACE:japan|it would"]),
    (
        ["Former Bank Lontar chief Rudi Hartawan insisted that every loan had followed the rules."],
        ["indirect|H|every loan"],
    ),
    (
        ["Economist Chen Yulan warned prices could rise again.", "“The worst is not behind us,” she told the BBC."],
        ["indirect|C|prices could", "direct|C|The worst"],
    ),
    (["Lawyers for Hartawan argued the evidence had been obtained illegally."], ["indirect|-|the evidence"]),
    (["“A loaf costs twice what it did,” said one shopper in Bandung."], ["direct|-|A loaf"]),
    (["Ratna Wulandari: “The factory will be carbon neutral within five years.”"], ["direct|R|The factory"]),
    (["Reporters were told that the meeting had been moved to Monday."], []),
    (
        ["“Is the price final?” asked Chen.", "“Nothing is final,” replied Bagas."],
        ["direct|C|Is the price", "direct|B|Nothing is"],
    ),
    (
        ["Ratna Wulandari founded the school. According to her, half the pupils pay nothing."],
        ["indirect|R|half the pupils"],
    ),
    (
        ["Bagas Prakoso and Ratna Wulandari met on Friday. “We agreed on almost everything,” Bagas told reporters."],
        ["direct|B|We agreed"],
    ),
]


@pytest.mark.parametrize("paragraphs, expected", CASES)
def test_the_speaker_is_found(paragraphs, expected):
    check_speakers(paragraphs, expected, "en")
