"""How papers shorten the names of first-level divisions behind a town: "Springfield, Mass.", "Kamloops, B.C."."""

from __future__ import annotations

_NEWS = """Ala. Alabama|Ariz. Arizona|Ark. Arkansas|Calif. California|Colo. Colorado|Conn. Connecticut|Del. Delaware
D.C. District of Columbia|Fla. Florida|Ga. Georgia|Ill. Illinois|Ind. Indiana|Kan. Kansas|Ky. Kentucky|La. Louisiana
Md. Maryland|Mass. Massachusetts|Mich. Michigan|Minn. Minnesota|Miss. Mississippi|Mo. Missouri|Mont. Montana
Neb. Nebraska|Nev. Nevada|N.H. New Hampshire|N.J. New Jersey|N.M. New Mexico|N.Y. New York|N.C. North Carolina
N.D. North Dakota|Okla. Oklahoma|Ore. Oregon|Pa. Pennsylvania|R.I. Rhode Island|S.C. South Carolina|S.D. South Dakota
Tenn. Tennessee|Tex. Texas|Vt. Vermont|Va. Virginia|Wash. Washington|W.Va. West Virginia|Wis. Wisconsin|Wyo. Wyoming
Alta. Alberta|B.C. British Columbia|Man. Manitoba|N.B. New Brunswick|N.L. Newfoundland and Labrador|N.S. Nova Scotia
Ont. Ontario|P.E.I. Prince Edward Island|Que. Quebec|Sask. Saskatchewan"""
_POSTAL = """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky
LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana
NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota
OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas
UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|AB Alberta|BC British Columbia
MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|ON Ontario|PE Prince Edward Island|QC Quebec
SK Saskatchewan|NSW New South Wales|QLD Queensland|VIC Victoria|TAS Tasmania"""


def _pairs(text: str) -> dict[str, str]:
    rows = (row.partition(" ") for row in text.replace("\n", "|").split("|"))
    return {short: full for short, _, full in rows}


#: With full stops, as news agencies write them; these may stand alone, too.
NEWS = _pairs(_NEWS)

#: In two or three capitals, as the post writes them; these count behind a town only.
BEHIND_A_TOWN = NEWS | _pairs(_POSTAL)
