#!/usr/bin/env python3
"""Makes data/interactions/ from the flat form of OSDI and the drug map.

    python3 eng/facts/interactions.py ../shared/data

Only codes, levels and ingredient names are taken over; no sentence is. Not needed to build or to test.
"""
import collections, csv, gzip, itertools, re, sys
from pathlib import Path

SOURCE = Path(sys.argv[1])
OUT = Path(__file__).resolve().parents[2] / "data" / "interactions"
WHOLE = re.compile(r"^[A-Z]\d\d[A-Z][A-Z]\d\d$")
GROUP = re.compile(r"^[A-Z]\d\d([A-Z][A-Z]?)?$")

# Ingredients whose entry has no ATC code of level 5, or only a group: codes from the WHO index.
GIVEN = {
    "ACTIVATED CHARCOAL": "A07BA01", "VEGETAL CHARCOAL": "A07BA01", "ADEFOVIR": "J05AF08",
    "ALUMINUM HYDOXIDE AND MAGNESIUM CARBONATE GEL": "A02AB01 A02AD01", "ALUMINUM HYDROXIDE / MAGNESIUM CARBONATE": "A02AB01 A02AD01",
    "AXITINIB": "L01XE17 L01EK01", "AZACITIDINE": "L01BC07", "BLINATUMOMAB": "L01XC19 L01FX07", "CAMPHOR": "C01EB02",
    "CALCIUM": "A02AC01 A12AA01 A12AA02 A12AA03 A12AA04 A12AA05 A12AA06 A12AA07 A12AA08 A12AA09 A12AA10 A12AA11 A12AA12 A12AA13 A12AA20 A12AA30 B05XA07 V03AE07",
    "CALCIUM POLYSTYRENE SULFONATE": "V03AE01", "SODIUM POLYSTYRENE SULFONATE": "V03AE01", "CATIORESINE SULFO SODIQUE": "V03AE01",
    "THE FRENCH DOCUMENT LISTS CATIORESINE SULFO CALCIQUE": "V03AE01", "THE FRENCH DOCUMENT LISTS CATIORESINE SULFO SODIQUE": "V03AE01",
    "CASCARA SAGRADA": "A06AB07", "COBIMETINIB": "L01XE38 L01EE02", "DENOSUMAB": "M05BX04", "DIMENHYDRINATE": "R06AA11",
    "ETHAMBUTOL": "J04AK02", "FLUOR": "A12CD01", "GIMERACIL": "L01BC53", "OTERACIL": "L01BC53", "GLYCOPYRRONIUM": "A03AB02 R03BB06",
    "HEPARIN CALCIUM": "B01AB01", "HEPARIN SODIUM": "B01AB01", "UNFRACTIONATED HEPARIN (PREVENTIVE DOSES)": "B01AB01",
    "HYDROQUINIDINE": "C01BA13", "ILOPROST TROMETAMOL": "B01AC11", "IMIPENEM": "J01DH51", "IPRATROPIUM": "R01AX03 R03BB01",
    "INSULIN": "A10AB01 A10AB02 A10AB03 A10AB04 A10AB05 A10AB06 A10AB30 A10AE06 A10AE30",
    "IRON": "B03AA01 B03AA02 B03AA03 B03AA04 B03AA05 B03AA06 B03AA07 B03AA08 B03AA09 B03AA10 B03AA11 B03AA12 B03AB01 B03AB02 B03AB03 B03AB04 B03AB05",
    "LEVOTHYROXINE": "H03AA01", "THYROXINE": "H03AA01", "THYROXINES": "H03AA01", "MAGNESIUM TRISILICATE": "A02AA05", "MERBROMIN": "D08AK04",
    "METHYLENECYCLINE": "J01AA05", "MONMECTITE": "A07BC05", "MYCOPHENOLATE SODIUM": "L04AA06", "NICOTINIC ACID": "C04AC01 C10AD02",
    "OMBITASVIR": "J05AX67", "PARITAPREVIR": "J05AX67", "OSIMERTINIB": "L01XE35 L01EB04", "PIROXICAM-BETADEX": "M01AC01",
    "POTASSIUM": "A12BA01 A12BA02 A12BA03 A12BA04 A12BA05 A12BA30 A12BA51 B05XA01 B05XA04 B05XA06", "RICIN": "A06AB05",
    "RXCUI 3992": "C01CA24", "RXCUI 7512": "C01CA03", "RICINUS COMMUNIS": "A06AB05",
    "SENE": "A06AB06", "SENE OF INDIA": "A06AB06", "ST JOHNS WORT": "N06AX25", "ST JOHN'S WORT": "N06AX25", "SULFADOXINE": "P01BD51",
    "SULFOCONJUGATED EQUINE ESTROGEN": "G03CA57",
    "TENOFOVIR ALAFENAMIDE": "J05AF13", "TENEFOVIR ALAFENAMIDE": "J05AF13", "TRABECTEDINE": "L01CX01", "TRASTUZUMAB": "L01XC03 L01FD01",
    "TRIMAGNESIUM DICITRATE": "A12CC04", "TRINITRINE": "C01DA02", "TRINITRINE KNOWN AS NITROGLYCERIN IN THE US": "C01DA02",
    "VILANTEROL": "R03AK10 R03AL03",
    # Fixed combinations under a code of their own carry what is known of each ingredient.
    "AMOXICILLIN": "J01CR02", "AMPICILLIN": "J01CR01", "LEVODOPA": "N04BA02", "PIPERACILLIN": "J01CR05", "TRIMETHOPRIM": "J01EE01",
    # The source's only code is that of the eye drops; what it means is the tablet, which WHO files there too.
    "ACETAZOLAMIDE": "S01EC01",
}

# Codes that the source gives to another ingredient: iron dextran for dextran 40, cytarabine and two prodrugs for fluorouracil.
WRONG = {"DEXTRAN 40": "B03AC06", "FLUOROURACILE": "L01BC01 L01BC03 L01BC06"}

# The level stands in the wording instead of in its field; the worst level that the wording names.
LEVEL = {("ACETYLSALICYLIC ACID", "METHOTREXATE"): 4}

# Acts where it is put: skin, eye, ear, nose, mouth, throat, vagina, rectum, gut wall, local anaesthesia.
TOPICAL = re.compile(r"^(A01|A07AA|A07EA|C05|D01A|D0[2346789]|D05A|D10A|D11|G01|M02|N01B|P03|R01A|R02|S)")
EYE_EAR = re.compile(r"^S")
MEANT = {"A01AB09", "A07AC01"}  # miconazole as oral gel: the source names it


def read(name):
    path = SOURCE / name
    with (gzip.open(path, "rt") if path.suffix == ".gz" else open(path)) as file:
        return list(csv.DictReader(file))


def repaired(token):
    """A zero where a letter belongs, or the reverse; None where that does not make a code."""
    if len(token) != 7:
        return None
    fixed = "".join(c.replace("0", "O") if i in (0, 3, 4) else c.replace("O", "0") for i, c in enumerate(token))
    return fixed if fixed != token and WHOLE.match(fixed) else None


notes = collections.defaultdict(list)
drugs, pairs = read("osdi-ddi/flat/drugs.csv"), read("osdi-ddi/flat/ingredient_pairs.csv.gz")
mapped = read("drugmap/ingredient_to_atc.csv")
by_name, by_rxcui = collections.defaultdict(set), collections.defaultdict(set)
for row in mapped:
    codes = {c for c in row["atc5_all"].split("|") if WHOLE.match(c)}
    by_name[row["ingredient"].upper()] |= codes
    if row["rxcui"]:
        by_rxcui[row["rxcui"]] |= codes

codes_of = {}
for row in drugs:
    name, codes = row["name"], set()
    for token in filter(None, row["atc5"].split("|")):
        if WHOLE.match(token):
            codes.add(token)
        elif repaired(token):
            codes.add(repaired(token))
            notes["repaired"].append((name, token, repaired(token)))
        else:
            notes["group" if GROUP.match(token) else "fragment"].append((name, token, ""))
    for code in sorted(codes & set(WRONG.get(name, "").split())):
        notes["wrong"].append((name, code, ""))
        codes.remove(code)
    known = set(codes)
    for rxcui in row["rxcui"].split("|"):
        codes |= by_rxcui.get(rxcui, set()) if rxcui else set()
    codes |= by_name.get(name, set())
    codes -= set(WRONG.get(name, "").split())
    given = set(GIVEN.get(name, "").split())
    for code in sorted(codes - known):
        notes["drugmap"].append((name, code, ""))
    for code in sorted(given - codes):
        notes["given"].append((name, code, ""))
    codes |= given
    kept = {c for c in codes if c in MEANT or not TOPICAL.match(c)}
    kept = kept or {c for c in codes if not EYE_EAR.match(c)} or codes
    for code in sorted(codes - kept):
        notes["topical"].append((name, code, ""))
    if not kept:
        notes["without a code"].append((name, "", ""))
    codes_of[name] = kept

worst, lost = {}, collections.Counter()
for row in pairs:
    first, second = sorted((row["drug1"], row["drug2"]))
    level = LEVEL.get((first, second), int(row["severity_level"]))
    if level not in (1, 2, 3, 4):
        lost["without a level"] += 1
    elif not codes_of[first] or not codes_of[second]:
        lost["an ingredient without a code"] += 1
    else:
        lost["kept"] += 1
        for a, b in itertools.product(codes_of[first], codes_of[second]):
            if a != b:
                edge = (min(a, b), max(a, b))
                worst[edge] = max(level, worst.get(edge, 0))

names = collections.defaultdict(set)
for name, codes in codes_of.items():
    for code in codes:
        names[code].add(name.lower())
# One ingredient under several codes (aspirin as analgesic and as antiplatelet) does not interact with itself.
same = [edge for edge in worst if names[edge[0]] & names[edge[1]]]
for edge in same:
    del worst[edge]

paired = {code for edge in worst for code in edge}
rows = [(a, b, str(level)) for (a, b), level in worst.items()] + [(code, "", "") for code in names if code not in paired]
text = "first,second,severity\n" + "".join(",".join(row) + "\n" for row in sorted(rows))
with open(OUT / "interactions.csv.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
    packed.write(text.encode())
with open(OUT / "ingredients.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("code", "names"))
    writer.writerows((code, "|".join(sorted(names[code]))) for code in sorted(names))
with open(OUT / "changes.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("change", "ingredient", "code", "becomes"))
    writer.writerows((change, *note) for change in sorted(notes) for note in sorted(set(notes[change])))
print({change: len(set(rows)) for change, rows in notes.items()}, dict(lost))
print(len(worst), "pairs", collections.Counter(worst.values()), len(names), "codes", len(same), "same ingredient")
