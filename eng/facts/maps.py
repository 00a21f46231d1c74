#!/usr/bin/env python3
"""Makes data/maps/: drug names, RxNorm, NDC, ICD-9/ICD-10 and CCS as small tables of codes.

    python3 eng/facts/maps.py ../shared/data

Needs data/interactions/ingredients.csv and data/names/Atc.tsv.gz (the scripts beside this one).
Not needed to build or to test. The tables' versions and hashes are written to data/maps/maps.json.
"""
import collections, csv, gzip, hashlib, json, re, sys
from pathlib import Path

SOURCE = Path(sys.argv[1])
ROOT = Path(__file__).resolve().parents[2] / "data"
OUT = ROOT / "maps"
VERSION = "2026.11"
WHOLE = re.compile(r"^[ABCDGHJLMNPRSV]\d\d[A-Z]{2}\d\d$")
LOCAL = re.compile(r"^(A01|A07|C05|D|G01|M02|N01B|P03|R01A|R02|S)")
COMBINED = re.compile(r"^(R03AK|R03AL|D07[BCX]|C03[E]|N02BE[57]|[A-Z]\d\d[A-Z]{2}[5-9]\d$)")

# Where a drug is put, by the first letters of the codes that ATC has for it there.
ROUTES = {
    "eye": ("S01", "S03"), "ear": ("S02", "S03"), "skin": ("D",), "nose": ("R01",), "lung": ("R03",),
    "vagina": ("G01", "G03", "G02"), "mouth": ("A01",),
}
GIVEN_ROUTE = {("vancomycin", "oral"): "A07AA09", ("nystatin", "oral"): "A07AA02", ("vancomycin", "rectal"): "A07AA09",
               ("mesalamine", "rectal"): "A07EC02", ("hydrocortisone", "rectal"): "A07EA02", ("budesonide", "lung"): "R03BA02",
               ("fluticasone", "lung"): "R03BA05", ("fluticasone", "nose"): "R01AD08", ("estradiol", "vagina"): "G03CA03",
               ("lidocaine", "skin"): "N01BB02", ("capsaicin", "skin"): "N01BX04", ("diclofenac", "skin"): "M02AA15",
               ("testosterone", "skin"): "G03BA03", ("nitroglycerin", "skin"): "C01DA02", ("estradiol", "skin"): "G03CA03",
               ("fentanyl", "skin"): "N02AB03", ("clonidine", "skin"): "C02AC01", ("nicotine", "skin"): "N07BA01"}

# Names of one ingredient that the sources hold apart, or lack. Left: any spelling; right: the one that is kept.
SAME = {
    "paracetamol": "acetaminophen", "fish oil": "omega 3", "omega 3 fatty acids": "omega 3", "apap": "acetaminophen", "asa": "aspirin", "acetylsalicylic acid": "aspirin", "salbutamol": "albuterol",
    "adrenaline": "epinephrine", "noradrenaline": "norepinephrine", "glyceryl trinitrate": "nitroglycerin", "pethidine": "meperidine",
    "clavulanate": "clavulanic acid", "valproate": "valproic acid", "divalproex": "valproic acid", "ciclosporin": "cyclosporine",
    "cyclosporin": "cyclosporine", "rifampicin": "rifampin", "hctz": "hydrochlorothiazide", "frusemide": "furosemide", "lignocaine": "lidocaine",
    "glibenclamide": "glyburide", "aciclovir": "acyclovir", "amoxycillin": "amoxicillin", "sulphamethoxazole": "sulfamethoxazole",
    "thyroxine": "levothyroxine", "l thyroxine": "levothyroxine", "cholecalciferol": "vitamin d3", "colecalciferol": "vitamin d3",
    "phytonadione": "phytomenadione", "vitamin k1": "phytomenadione", "folate": "folic acid", "cyanocobalamin": "vitamin b12",
    "orciprenaline": "metaproterenol", "torasemide": "torsemide", "suxamethonium": "succinylcholine", "naloxone hcl": "naloxone",
    "dextrose": "glucose", "senna glycosides": "senna", "sennosides": "senna", "macrogol": "polyethylene glycol 3350",
    "polyethylene glycol": "polyethylene glycol 3350", "amphotericin b liposomal": "amphotericin b", "mesalazine": "mesalamine",
    "beclometasone": "beclomethasone", "cefalexin": "cephalexin", "cefazoline": "cefazolin", "clomifene": "clomiphene",
    "hyoscine": "scopolamine", "isoprenaline": "isoproterenol", "oestradiol": "estradiol", "trihexyphenidyl hcl": "trihexyphenidyl",
    "unfractionated heparin": "heparin", "heparin porcine": "heparin", "heparin flush": "heparin", "salmeterol xinafoate": "salmeterol",
    "fluticasone propionate": "fluticasone", "mycophenolate": "mycophenolic acid", "mycophenolate mofetil": "mycophenolic acid",
    "ergocalciferol": "vitamin d2", "thiamine hcl": "thiamine", "vitamin b1": "thiamine", "vitamin b6": "pyridoxine", "vitamin c": "ascorbic acid",
    "olmesartan medoxomil": "olmesartan", "candesartan cilexetil": "candesartan", "dabigatran etexilate": "dabigatran",
    "tenofovir disoproxil": "tenofovir", "cefuroxime axetil": "cefuroxime", "fosphenytoin": "fosphenytoin", "iron sucrose": "iron sucrose",
}
# Preferred codes that the sources lack, or have for another form. None: it has no code, for it is only given with another ingredient.
CODE = {
    "aspirin": "B01AC06", "naloxone": "V03AB15", "omega 3": "C10AX06", "empagliflozin": "A10BK03", "dapagliflozin": "A10BK01", "canagliflozin": "A10BK02", "ertugliflozin": "A10BK04", "semaglutide": "A10BJ06",
    "dulaglutide": "A10BJ05", "tirzepatide": "A10BX16", "liraglutide": "A10BJ02", "sacubitril": "C09DX04", "clavulanic acid": "", "tazobactam": "J01CG02", "sulbactam": "J01CG01", "vaborbactam": "", "relebactam": "",
    "avibactam": "", "cilastatin": "", "carbidopa": "", "remdesivir": "J05AB16", "nirmatrelvir": "J05AE30", "baricitinib": "L04AF02",
    "upadacitinib": "L04AF03", "tofacitinib": "L04AF01", "suvorexant": "N05CJ01", "brexpiprazole": "N05AX16", "cariprazine": "N05AX15",
    "vortioxetine": "N06AX26", "lacosamide": "N03AX18", "brivaracetam": "N03AX23", "edoxaban": "B01AF03", "apixaban": "B01AF02",
    "rivaroxaban": "B01AF01", "dabigatran": "B01AE07", "ticagrelor": "B01AC24", "evolocumab": "C10AX13", "alirocumab": "C10AX14", "bempedoic acid": "C10AX15",
    "finerenone": "C03DA05", "patiromer": "V03AE09", "vitamin d3": "A11CC05", "vitamin d2": "A11CC01", "vitamin b12": "B03BA01", "thiamine": "A11DA01",
    "pyridoxine": "A11HA02", "ascorbic acid": "A11GA01", "glucose": "B05BA03", "mycophenolic acid": "L04AA06", "insulin degludec": "A10AE06",
    "molnupiravir": "J05AB18", "sotorasib": "L01XX73", "pembrolizumab": "L01FF02", "nivolumab": "L01FF01", "ivabradine": "C01EB17", "vericiguat": "C01DX22",
    "ezetimibe": "C10AX09", "fenofibrate": "C10AB05", "mirabegron": "G04BD12", "linaclotide": "A06AX04", "tolvaptan": "C03XA01", "levalbuterol": "R03AC02",
}
# A set of ingredients that ATC gives one code of its own, where data/interactions knows that code; every other set keeps the code of each ingredient,
# since interactions of its parts would be lost with a code that the interaction table does not know.
WHOLE_SET = {
    "amoxicillin+clavulanic acid": "J01CR02",
    "ampicillin+sulbactam": "J01CR01",
    "piperacillin+tazobactam": "J01CR05",
    "clavulanic acid+ticarcillin": "J01CR03",
    "sulfamethoxazole+trimethoprim": "J01EE01",
    "cilastatin+imipenem": "J01DH51",
    "carbidopa+levodopa": "N04BA02",
    "carbidopa+entacapone+levodopa": "N04BA03",
    "lopinavir+ritonavir": "J05AR10",
    "fluticasone+vilanterol": "R03AK10",
    "umeclidinium+vilanterol": "R03AL03",
}
BRANDS = {"tylenol": "acetaminophen", "zosyn": "piperacillin+tazobactam", "sinemet": "carbidopa+levodopa", "entresto": "sacubitril+valsartan", "coumadin": "warfarin",
          "lasix": "furosemide", "lipitor": "atorvastatin", "dilaudid": "hydromorphone", "percocet": "acetaminophen+oxycodone", "vicodin": "acetaminophen+hydrocodone",
          "norco": "acetaminophen+hydrocodone", "bactrim": "sulfamethoxazole+trimethoprim", "jardiance": "empagliflozin", "farxiga": "dapagliflozin", "ozempic": "semaglutide",
          "duoneb": "albuterol+ipratropium", "combivent": "albuterol+ipratropium", "spiriva": "tiotropium", "vancocin": "vancomycin", "atrovent": "ipratropium",
          "ns": "sodium chloride", "nacl": "sodium chloride", "aspart insulin": "insulin aspart", "lispro insulin": "insulin lispro", "glargine insulin": "insulin glargine",
          "insulin regular": "insulin", "regular insulin": "insulin", "insulin human regular": "insulin", "advair": "fluticasone+salmeterol", "symbicort": "budesonide+formoterol",
          "paxlovid": "nirmatrelvir+ritonavir", "augmentin": "amoxicillin+clavulanic acid", "unasyn": "ampicillin+sulbactam"}


def read(name, delimiter=",", base=SOURCE):
    path = base / name
    with (gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")) as file:
        return list(csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE))


def key(name):
    """As DrugWords.Key of the program: words of letters and digits, lower case, one space between."""
    return " ".join(filter(None, (word.rstrip(".") for word in re.findall(r"[a-z0-9.%']+", re.sub(r"\(.*?\)", " ", name.lower())))))


def one(name):
    return SAME.get(key(name), key(name))


manifest = []


def write(name, lines, what, origin, licence, version=VERSION):
    lines = list(lines)
    path = OUT / f"{name}.tsv.gz"
    text = "".join("\t".join(line) + "\n" for line in lines).encode("utf-8")
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text)
    packed = path.read_bytes()
    manifest.append(dict(name=name, file=path.name, version=version, rows=len(lines), sha256=hashlib.sha256(packed).hexdigest(), what=what, source=origin, licence=licence))
    print(f"{name}: {len(lines)} lines, {len(packed)} bytes")


# --- ingredients -> ATC -------------------------------------------------------------------------------------------------------------
codes, first, names_of_rxcui = collections.defaultdict(set), {}, {}


def offer(name, found, preferred=None):
    name = one(name)
    found = {c for c in found if WHOLE.match(c)}
    if not name or not found or len(name) < 3:
        return
    codes[name] |= found
    if preferred and WHOLE.match(preferred):
        first.setdefault(name, preferred)


mapped = read("drugmap/ingredient_to_atc.csv")
for row in sorted(mapped, key=lambda r: not r["rxcui"]):
    offer(row["ingredient"], row["atc5_all"].split("|"), row["atc5_preferred"])
    for rxcui in filter(str.isdigit, row["rxcui"].split("|")):
        names_of_rxcui.setdefault(rxcui, one(row["ingredient"]))
for row in read("osdi-ddi/flat/drugs.csv"):
    if row["name"].startswith(("RXCUI", "THE FRENCH")):
        continue
    offer(row["name"], row["atc5"].split("|"))
    if codes.get(one(row["name"])):
        for rxcui in filter(str.isdigit, row["rxcui"].split("|")):
            names_of_rxcui.setdefault(rxcui, one(row["name"]))
for row in read("ingredients.csv", base=ROOT / "interactions"):
    for name in row["names"].split("|"):
        # Those in brackets say what else a group is called, not what the drug is.
        if not name.startswith(("rxcui", "the french")) and "(" not in name:
            offer(name, [row["code"]])
with gzip.open(ROOT / "names" / "Atc.tsv.gz", "rt", encoding="utf-8") as file:
    for code, name in (line.rstrip("\n").split("\t") for line in file):
        if WHOLE.match(code) and " and " not in name and "," not in name and "(" not in name:
            offer(name, [code])
# What the strings of the demos were given by hand or by majority goes before a guess by the alphabet.
for row in read("drug_to_atc.csv", base=ROOT / "drugmap"):
    if "|" not in row["atc5"] and one(row["drug"]) in codes:
        offer(row["drug"], [row["atc5"]], row["atc5"])
# An ingredient that DrOn has and no table of ingredients, but the strings do.
labels = {one(row["label"]) for row in read("dron/ingredient.tsv.gz", "\t")}
for row in read("drug_to_atc.csv", base=ROOT / "drugmap"):
    if "|" not in row["atc5"] and one(row["drug"]) in labels and one(row["drug"]) not in codes:
        offer(row["drug"], [row["atc5"]], row["atc5"])
for row in read("ingredients.csv", base=OUT):
    if one(row["ingredient"]) not in codes:
        offer(row["ingredient"], [row["code"]], row["code"])
for row in read("usual-codes.csv", base=OUT):
    if row["instead of"]:
        codes[one(row["ingredient"])].add(row["code"])
        first[one(row["ingredient"])] = row["code"]
for name, code in CODE.items():
    if code:
        codes[name].add(code)
        first[name] = code
    else:
        codes.setdefault(name, set())
for whole in WHOLE_SET:
    for part in whole.split("+"):
        codes.setdefault(part, set())


def preferred(name):
    if name in CODE and not CODE[name]:
        return ""
    if name in first:
        return first[name]
    offered = sorted(codes[name])
    return min(offered, key=lambda c: (bool(COMBINED.match(c)), bool(LOCAL.match(c)), c)) if offered else ""


def routes(name):
    found = {}
    for route, starts in ROUTES.items():
        fit = [c for c in sorted(codes[name]) if c.startswith(starts) and not COMBINED.match(c)]
        if fit:
            found[route] = fit[0]
    found.update({route: code for (given, route), code in GIVEN_ROUTE.items() if given == name})
    return {route: code for route, code in found.items() if code != preferred(name)}


# --- what DrOn calls ingredients, and brands -----------------------------------------------------------------------------------------
synonyms = {key(k): v for k, v in SAME.items() if v in codes and key(k) != v}
dron, unknown = {}, 0
for row in read("dron/ingredient.tsv.gz", "\t"):
    name = names_of_rxcui.get(row["rxcui"]) or (one(row["label"]) if one(row["label"]) in codes else None)
    dron[row["curie"]] = name
    unknown += name is None
    if name and key(row["label"]) != name and re.match(r"^[a-z]", key(row["label"])) and len(row["label"]) < 60:
        synonyms.setdefault(key(row["label"]), name)
parts = collections.defaultdict(set)
for row in read("dron/clinical_drug_strength.tsv.gz", "\t"):
    parts[row["clinical_drug"]].add(dron.get(row["ingredient"]))
ROUTE_WORD = [("eye", r"ophthalmic|eye"), ("ear", r"otic\b"), ("nose", r"nasal"), ("lung", r"inhal"), ("vagina", r"vaginal"), ("rectal", r"rectal|enema"),
              ("skin", r"topical|transdermal|shampoo|medicated"), ("mouth", r"mouthwash|lozenge|toothpaste|buccal"), ("oral", r"oral|chewable")]


def atc(names, label=""):
    """Codes of a set of ingredients, or () where one of them has none."""
    if not names or None in names:
        return ()
    left, found = set(names), []
    route = next((route for route, word in ROUTE_WORD if re.search(word, label.lower())), None)
    for whole, code in sorted(WHOLE_SET.items(), key=lambda pair: -pair[0].count("+")):
        if set(whole.split("+")) <= left:
            left -= set(whole.split("+"))
            found.append(code)
    for name in sorted(left):
        code = routes(name).get(route) or preferred(name)
        if code:
            found.append(code)
        elif CODE.get(name) != "":
            return ()
    return tuple(sorted(set(found)))


by_rxcui, clinical = {}, {}


def keep(rxcuis, found):
    for rxcui in filter(str.isdigit, rxcuis.split("|")):
        by_rxcui[rxcui] = found


for row in read("dron/clinical_drug.tsv.gz", "\t"):
    clinical[row["curie"]] = row["label"]
    if found := atc(parts[row["curie"]], row["label"]):
        keep(row["rxcui"], found)
brands, branded_rxcui, incomplete = collections.defaultdict(collections.Counter), {}, 0
for row in read("dron/branded_drug.tsv.gz", "\t"):
    label = clinical.get(row["clinical_drug"], row["label"])
    names = parts[row["clinical_drug"]]
    branded_rxcui[row["curie"]] = row["rxcui"].split("|")[0]
    if found := atc(names, label):
        keep(row["rxcui"], found)
    else:
        incomplete += 1
    if brand := re.search(r"\[([^\]]+)\]\s*$", row["label"]):
        word = key(re.sub(r" brand of .*", "", brand.group(1)))
        brands[word]["+".join(sorted(names)) if names and None not in names else "?"] += 1
for rxcui, name in names_of_rxcui.items():
    if preferred(name):
        by_rxcui.setdefault(rxcui, (preferred(name),))
for row in read("dron/ingredient.tsv.gz", "\t"):
    if dron[row["curie"]] and preferred(dron[row["curie"]]):
        for rxcui in filter(str.isdigit, row["rxcui"].split("|")):
            by_rxcui.setdefault(rxcui, (preferred(dron[row["curie"]]),))
words = {line.split(":")[0]: set(line.split(":")[1].split()) for line in open(OUT / "drug-words.txt", encoding="utf-8") if ":" in line and not line.startswith("#")}
spoken = set().union(*words.values())
unsure = 0
for brand, sets in brands.items():
    best, count = sets.most_common(1)[0]
    if best == "?" or count < 0.8 * sum(sets.values()) or not atc(best.split("+")):
        unsure += 1
    elif len(brand) > 2 and brand not in codes and not set(brand.split()) <= spoken and not brand.replace(" ", "").isdigit():
        synonyms.setdefault(brand, best)
synonyms.update({brand: best for brand, best in BRANDS.items() if brand not in codes})
for row in read("brands.csv", base=OUT):
    names = [one(name) for name in row["ingredients"].split("+")]
    if not atc(names):
        sys.exit(f"brands.csv: {row['brand']}: no code for one of {names}")
    if key(row["brand"]) not in codes:
        synonyms[key(row["brand"])] = "+".join(sorted(names))

# A word that the strings of the demos have alone, and that nothing above knows, may stand with a dose in another hospital.
alone = {one(row["drug"]): row["atc5"] for row in read("drug_to_atc.csv", base=ROOT / "drugmap") if re.fullmatch(r"[A-Z]{4,}", row["drug"]) and row["drug"].lower() not in spoken}
alone = {word: found for word, found in alone.items() if word not in codes and word not in synonyms and all(map(WHOLE.match, found.split("|")))}

DRON = "DrOn, github mcwdsi/dron 8693cf85"
OSDI = "OSDI, github glilly/osdi a49308c0"
ICD = "CMS, NCHS, AHRQ HCUP, by way of public repositories"
write("drug-names",
      [("i", name, preferred(name), " ".join(f"{r}:{c}" for r, c in sorted(routes(name).items()))) for name in sorted(codes) if preferred(name) or name in CODE or any(name in w.split("+") for w in WHOLE_SET)]
      + [("i", word, found, "") for word, found in sorted(alone.items())]
      + [("n", name, whole) for name, whole in sorted(synonyms.items())]
      + [("c", whole, code) for whole, code in sorted(WHOLE_SET.items())],
      "Ingredients with their ATC codes (by route), other names and brands of them, and sets of ingredients that have a code of their own.",
      f"{DRON}; {OSDI}; ATC codes: WHO Collaborating Centre for Drug Statistics Methodology; by hand: eng/facts/maps.py and data/maps/*.csv", "CC BY 4.0 (DrOn), Apache-2.0 (OSDI); codes are facts")


def grouped(pairs):
    together = collections.defaultdict(list)
    for value, group in pairs:
        together[group].append(value)
    # The difference to the number before packs better than the number.
    for group in sorted(together):
        numbers = sorted(int(v) for v in set(together[group]))
        yield group, " ".join(str(b - a) for a, b in zip([0] + numbers, numbers))


write("rxnorm-atc", grouped((rxcui, "|".join(found)) for rxcui, found in by_rxcui.items()),
      "RxCUI of ingredients, clinical drugs and branded drugs to ATC level 5; a product with an ingredient without a code is left out.",
      f"{DRON}; ATC codes as drug-names", "CC BY 4.0 (DrOn); RxCUI: NLM, in the public domain")
ndc = {}
for row in read("dron/ndc_branded_drug.tsv.gz", "\t"):
    if re.fullmatch(r"\d{11}", row["ndc"]) and branded_rxcui.get(row["branded_drug"]):
        ndc[row["ndc"]] = branded_rxcui[row["branded_drug"]]
field = dict(re.findall(r"'(\d{11})': u'(\d+)'", (SOURCE / "gamenet-field-maps/ndc2rxnorm_mapping.txt").read_text()))
for code, rxcui in field.items():
    ndc.setdefault(code, rxcui)
reached = {code: rxcui for code, rxcui in ndc.items()}
write("ndc-rxnorm", grouped(reached.items()), "NDC of eleven digits to RxCUI.",
      f"{DRON}; github sjy1203/GAMENet da695b4f", "CC BY 4.0 (DrOn); MIT (GAMENet); NDC and RxCUI: FDA and NLM, in the public domain")
print("ndc:", len(ndc), "of these with ATC:", sum(v in by_rxcui for v in ndc.values()), "rxcui:", len(by_rxcui), "ingredients of DrOn without ATC:", unknown, "branded drugs without:", incomplete, "brands left out:", unsure)

# --- ICD ------------------------------------------------------------------------------------------------------------------------------
def gem(name, file, what, version):
    rows = sorted({(r["icd_9"].strip(), "" if r["icd_10"].strip().lower().startswith("no") else r["icd_10"].strip(), r["flags"]) for r in read(file)})
    write(name, rows, what, ICD, "US government work, in the public domain", version)


gem("gem-diagnoses", "icd/icd_cm_9_to_10_mapping.csv.gz", "General Equivalence Mappings, ICD-9-CM to ICD-10-CM, with flags; an empty target is 'no map'.", "CMS 2018")
gem("gem-procedures", "icd/icd_pcs_9_to_10_mapping.csv.gz", "General Equivalence Mappings, ICD-9-CM volume 3 to ICD-10-PCS, with flags; an empty target is 'no map'.", "CMS 2014 to 2018")
labels, paths, single = {}, [], {}
for row in read("icd/ccs_multi_dx.csv.gz"):
    path, number = "", ""
    for level in "1234":
        if row[f"ccs_level{level}"].strip():
            path, label = row[f"ccs_level{level}"].strip(), row[f"ccs_group{level}"].strip()
            if inside := re.search(r"\[([\d. and]+)\]", label):
                number = " ".join(n.rstrip(".") for n in re.findall(r"\d+", inside.group(1)))
            labels[path] = re.sub(r"\s*\[[^\]]*\]\s*$", "", label)
    paths.append((row["icd9_code"].strip(), path, number))
write("ccs-diagnoses", sorted(set(paths)), "ICD-9-CM diagnosis to its narrowest CCS multi-level group, and to the single-level category that the source's title names.", ICD, "US government work, in the public domain", "AHRQ HCUP CCS 2015")
write("ccs-labels", sorted(labels.items()), "Titles of the CCS multi-level groups.", ICD, "US government work, in the public domain", "AHRQ HCUP CCS 2015")
plain = ROOT / "drugmap" / "drug_to_atc.csv"
manifest.insert(0, dict(name="drug-strings", file="../drugmap/drug_to_atc.csv", version="1", rows=len(read("drug_to_atc.csv", base=ROOT / "drugmap")), sha256=hashlib.sha256(plain.read_bytes()).hexdigest(),
                        what="Drug strings of the three demos, ingredient names and HICL numbers to ATC level 5.", source="data/drugmap/SOURCE.txt", licence="ODbL 1.0"))
(OUT / "maps.json").write_text(json.dumps(manifest, indent=2) + "\n")
