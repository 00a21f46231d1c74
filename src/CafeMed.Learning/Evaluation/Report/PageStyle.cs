using CafeMed.Learning.Evaluation.Report.Html;

namespace CafeMed.Learning.Evaluation.Report;

/// <summary>How the page looks, on screens wide and narrow, light and dark, and on paper.</summary>
public static class PageStyle
{
    /// <summary>The style sheet. Every text colour has a contrast of at least 4.5 to 1 with every ground it stands on.</summary>
    public static Markup Sheet { get; } = Markup.Of($$$"""

        :root{--bg:#ffffff;--panel:#f5f7f9;--ink:#19222c;--mute:#4d5966;--line:#c9d1d9;--grid:#dfe4e9;--lead:#0b5a9e;--other:#5d6a78;--for:#0b5a9e;--against:#a84300;--s4:#8c1650;--s3:#a84300;--s2:#0b5a9e;--s1:#4d5966;--alarm:#fff4e0;--hatch:#f5f7f9}
        @media screen and (prefers-color-scheme:dark){:root{--bg:#11161c;--panel:#192028;--ink:#e4e9ee;--mute:#a9b4c0;--line:#3a4652;--grid:#2c3640;--lead:#6fb4f5;--other:#98a5b3;--for:#6fb4f5;--against:#f0a15c;--s4:#ff8dbb;--s3:#f0a15c;--s2:#6fb4f5;--s1:#a9b4c0;--alarm:#2e2615;--hatch:#192028}}
        *{box-sizing:border-box}
        html{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;color:var(--ink);background:var(--bg);-webkit-text-size-adjust:100%}
        body{margin:0}
        .page{max-width:1200px;margin:0 auto;padding:28px 24px 48px}
        h1{font-size:1.75rem;line-height:1.2;margin:0 0 8px;overflow-wrap:anywhere}
        h2{font-size:1.25rem;line-height:1.3;margin:40px 0 8px;padding-top:12px;border-top:2px solid var(--ink)}
        h3{font-size:1rem;margin:16px 0 2px}
        p{margin:6px 0 12px;max-width:96ch}
        small{display:block;font-size:.82rem;line-height:1.35;color:var(--mute)}
        code{font:.85em ui-monospace,SFMono-Regular,Menlo,"Liberation Mono",monospace;color:var(--mute);overflow-wrap:anywhere}
        .mute{color:var(--mute)}
        .eyebrow{margin:0 0 2px;font-size:.85rem;font-weight:600;color:var(--mute)}
        .facts{display:flex;flex-wrap:wrap;gap:2px 20px;color:var(--mute)}
        .notice{max-width:none;border:1px solid var(--line);border-left:5px solid var(--s4);background:var(--panel);padding:10px 14px}
        .alarm{border:1px solid var(--line);border-left:5px solid var(--against);background:var(--alarm);padding:10px 14px;margin:12px 0}
        .alarm ul{margin:4px 0 0;padding-left:20px}
        .none{color:var(--mute);font-style:italic}
        .skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:6px 10px;z-index:1}
        a{color:var(--lead)}
        :focus-visible{outline:3px solid var(--lead);outline-offset:2px}
        nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:20px 0 0;padding:8px 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,230px),1fr));gap:12px;margin:12px 0}
        .tile{background:var(--panel);border:1px solid var(--line);padding:10px 14px}
        .tile span{display:block;color:var(--mute);font-size:.88rem}.tile b{display:block;font-size:1.6rem;line-height:1.25;font-variant-numeric:tabular-nums}
        .reading{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:10px 28px;margin:12px 0 0}
        dt{font-weight:600}dd{margin:0;color:var(--mute);font-size:.93rem}
        .grid3{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:18px;align-items:start;margin:12px 0}
        .lists ul{margin:0 0 10px;padding-left:18px}.lists p{margin:0 0 4px;font-size:.9rem}
        figure{margin:0;background:var(--panel);border:1px solid var(--line);padding:10px 8px 6px;min-width:0}
        figcaption{font-weight:600;padding:0 4px 4px;overflow-wrap:anywhere}
        svg{display:block;width:100%;max-width:420px;height:auto;margin:0 auto;font-size:11px;font-family:inherit}
        svg.defs{position:absolute;width:0;height:0}
        summary{cursor:pointer;color:var(--mute);font-size:.88rem;padding:2px 4px}
        details table{font-size:.85rem;margin:4px 0 0}
        table{border-collapse:collapse;width:100%;margin:12px 0;font-variant-numeric:tabular-nums;font-size:.93rem}
        caption{text-align:left;font-weight:600;padding:4px 0}
        th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--grid);overflow-wrap:anywhere}
        thead th{border-bottom:1px solid var(--ink);font-size:.85rem;vertical-align:bottom;color:var(--mute);overflow-wrap:break-word}
        tbody th{font-weight:400}details th,details td{padding-top:3px;padding-bottom:3px}
        .n{text-align:right;padding-right:4px;padding-left:10px}.n+td:not(.n),.n+th:not(.n){padding-left:20px}
        .leader{font-weight:700;color:var(--lead)}
        .range{display:block;white-space:nowrap;color:var(--mute);font-size:.82rem}
        .num{white-space:nowrap}
        .reason{display:block}.reason i{color:var(--mute)}
        .prob{display:flex;gap:8px;align-items:center;white-space:nowrap}
        .track{display:inline-block;width:84px;height:9px;background:var(--grid);flex:none}.track span{display:block;height:100%;background:var(--lead)}
        .badge,.tag{display:inline-block;font-size:.85rem;line-height:1.3}
        .tag{display:block;font-weight:600}.badge:not(.unknown){white-space:nowrap}
        .badge b{display:inline-block;min-width:1.35em;text-align:center;border:1px solid;margin-right:2px}
        .badge.s4{color:var(--s4);font-weight:700}.badge.s3{color:var(--s3);font-weight:600}.badge.s2{color:var(--s2)}.badge.s1{color:var(--s1)}.badge.unknown{color:var(--ink)}.badge.unknown b{border-style:dashed}
        pre{background:var(--panel);border:1px solid var(--line);padding:10px 14px;overflow-x:auto;font:.85rem/1.45 ui-monospace,SFMono-Regular,Menlo,"Liberation Mono",monospace}
        footer{margin-top:36px;border-top:1px solid var(--line);color:var(--mute);font-size:.9rem}
        text{fill:var(--ink)}.tick,.axis,text.mute,tspan.mute{fill:var(--mute)}.end{text-anchor:end}.mid{text-anchor:middle}.strong{font-weight:700}.small{font-size:10px}.mono{font-family:ui-monospace,SFMono-Regular,Menlo,"Liberation Mono",monospace;font-size:10px;fill:var(--mute)}
        .halo{paint-order:stroke;stroke:var(--panel);stroke-width:3px;stroke-linejoin:round}
        .grid{stroke:var(--grid);stroke-width:1}.zero{stroke:var(--mute);stroke-width:1}.mark{stroke:var(--mute);stroke-width:1.2;stroke-dasharray:5 4}
        .lead{stroke:var(--lead)}.other{stroke:var(--other)}.lead.fill{fill:var(--lead)}.other.fill{fill:var(--other)}
        .bar{stroke-width:3;stroke-linecap:round}.other.bar{stroke-width:2}.thin{stroke-width:1.4}
        polyline{fill:none;stroke-width:1.8;stroke-linejoin:round}
        .for{fill:var(--for)}.against{fill:url(#hatch);stroke:var(--against);stroke-width:1}
        .node{fill:var(--ink);stroke:var(--ink);stroke-width:1.5}.node.hollow{fill:var(--panel);stroke-dasharray:2.5 1.8}
        .edge{fill:none;stroke-width:2}.edge.s4,.seal.s4{stroke:var(--s4)}.edge.s3,.seal.s3{stroke:var(--s3)}.edge.s2,.seal.s2{stroke:var(--s2)}.edge.s1,.seal.s1{stroke:var(--s1)}
        .edge.s4{stroke-width:3.2}.edge.s3{stroke-dasharray:10 3}.edge.s2{stroke-dasharray:5 4}.edge.s1{stroke-dasharray:1.5 4}
        .seal{fill:var(--panel);stroke-width:1.4}
        @media screen and (max-width:760px){
        .page{padding:16px 14px 32px}h1{font-size:1.4rem}
        thead{position:absolute;left:-9999px}table,tbody,tr,th,td,caption{display:block}
        tr{padding:8px 0;border-bottom:1px solid var(--line)}
        tbody th,td,.n,.n+td:not(.n){border:0;padding:1px 0;text-align:left;display:grid;grid-template-columns:minmax(0,34%) minmax(0,1fr);gap:0 10px}
        tbody th{font-weight:600}tbody th small{font-weight:400}
        td::before,tbody th::before{content:attr(data-label);color:var(--mute);font-size:.85rem;font-weight:400}
        }
        @media print{.page{max-width:none;padding:0}nav,summary,.skip{display:none}figure,tr,.tile{break-inside:avoid}h2,h3,caption,section>p{break-after:avoid}th,td{padding-top:2px;padding-bottom:2px}h2{margin-top:20px}html{font-size:11px}pre{white-space:pre-wrap}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}details::details-content{content-visibility:visible;display:block}}

        """);

    /// <summary>The hatching of what speaks against a drug, so that it differs by more than colour. Drawn once, used by all plots.</summary>
    public static Markup Patterns { get; } = Markup.Of($"""
        <svg class="defs" role="img" aria-hidden="true" viewBox="0 0 1 1"><title>hatching</title><desc>A pattern used by other drawings.</desc><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" style="fill:var(--hatch)"/><rect width="2.4" height="5" style="fill:var(--against)"/></pattern></defs></svg>
        """);
}
