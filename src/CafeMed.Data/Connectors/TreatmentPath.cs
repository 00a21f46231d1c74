using System.Text.RegularExpressions;

namespace CafeMed.Data;

/// <summary>Tells procedures from drug therapies among eICU's treatment strings.</summary>
/// <remarks>
/// Two thirds of eICU's treatment rows name a drug or a class of drugs: as an input they would tell the answer. So a path is kept only if a part of it
/// below the organ system is a procedure by the first list <em>and</em> no part is a drug, a class of drugs, a fluid or a feed into the vein by the second.
/// A path that neither list knows is dropped: better to lose a procedure than to leak a drug. Transfusions of cells and plasma are kept, albumin is not.
/// </remarks>
public static partial class TreatmentPath
{
    /// <summary>Whether <paramref name="path"/>, such as <c>pulmonary|ventilation and oxygenation|mechanical ventilation</c>, is a procedure that names no drug.</summary>
    public static bool IsProcedure(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('|');
        return parts.Length > 2 && parts.Skip(2).Any(part => Procedure().IsMatch(part)) && !parts.Skip(1).Any(part => Drug().IsMatch(part));
    }

    [GeneratedRegex(
        """
        consult | counseling | suicide\ precautions | restraints | special\ care\ bed | dressing | wound\ care | splint | fixation | fasciotomy
        | \bct\b | \bmri\b | x-ray | ultraso | sonograph | echocardio | angiogra | venogram | nuclear | bleeding\ scan | perfusion\ study | pyelogram | \beeg\b
        | testing | monitor | cultures? | immuno-?assay | hepatitis\ screen | antigen | c\.\ difficile | microscopical | biops | aspiration | lumbar\ puncture
        | scopy | \bercp\b | duodenoscopy | catheter | tube | drain | tracheo | intubation | ventilat | oxygen\ therapy | cpap | recruitment | suctioning
        | thoraco | thoracentesis | paracentesis | pericardiocentesis | lobectomy | resection | laparo | debridement | amputation | aneurysm | ectomy
        | cabg | valve | lvad | aicd | pacemaker | pacing | cardioversion\z | electrical | defibrillation | ablation | balloon\ pump | bypass | ivc\ filter
        | shunt | stent | neurosurgery | craniotomy | laminectomy | carotid | dialysis | c\ v\ v\ h | ultrafiltration | plasmapheresis | blood\ product
        | compression | rewarming | hypothermia | cooling | enteral\ feeds | fluid\ restriction | kidney\ stone | surgery
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Procedure();

    [GeneratedRegex(
        """
        medication | \bdrug(s)?\b(?!-eluting) | agents?\b | inhibitor | blocker | antagonist | agonist | reversal | administration\ of | analges | sedati | anesthe | narcotic
        | \banti(?!gen) | anxiolytic | antibiotic | bacterial(?!\z) | steroid | corticoid | diuretic | vaso(press|dilat) | inotrop | dilator | thrombolys | thrombolytic
        | fibrinoly | heparin | coumadin | warfarin | insulin | hypoglycemic | glucose | electrolyte | potassium | magnesium | calcium | phosphate | bicarbonate
        | saline | ringer | hypotonic | hypertonic | colloid | albumin | intralipid | parenteral | tpn\b | vaccin | vitamin | folate | iron\b | immunosuppress | ivig
        | immunoglobulin | chemotherap | chemical | radioactive | nebuli | mucolytic | stimulat | relaxant | neuromuscular\ block | ssri
        | factor | erythropoietin | darbepoetin | ddavp | hormone | octreotide | lactulose | laxative | cathartic | charcoal | antidote | supplement | nitric\ oxide | heliox
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Drug();
}
