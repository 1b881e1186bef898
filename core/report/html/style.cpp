#include "report/html/style.h"

namespace mantissa::html {

std::string_view styleSheet() {
    return R"css(
:root { color-scheme: light dark;
  --page: #fbfbfa; --card: #ffffff; --ink: #1d2226; --soft: #5c656c; --rule: #dfe3e6; --grid: #e9ecee;
  --original: #a9b1b7; --good: #00664b; --bad: #a33b00; --head: #f2f4f5;
  --s0: #0072b2; --s1: #d98f00; --s2: #009e73; --s3: #cc79a7; --s4: #3f9bd6; --s5: #d55e00; --s6: #b5a400; }
@media (prefers-color-scheme: dark) { :root {
  --page: #15181a; --card: #1d2124; --ink: #e6e9eb; --soft: #a0a9af; --rule: #343a3f; --grid: #2a3034;
  --original: #6c757c; --good: #4fd0a8; --bad: #ff9a5c; --head: #252a2e;
  --s0: #4aa8e0; --s1: #f0b23a; --s2: #35c79c; --s3: #e39cc4; --s4: #8fd0f5; --s5: #ff8a3d; --s6: #f0e442; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 27px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 44px 0 6px; }
h3 { font-size: 15px; margin: 24px 0 4px; overflow-wrap: anywhere; }
p { margin: 4px 0 12px; max-width: 75ch; } .soft { color: var(--soft); }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 13px; }
pre { background: var(--head); border: 1px solid var(--rule); border-radius: 6px; padding: 10px 12px;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px; margin: 20px 0; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 12px 14px; }
.card .name { color: var(--soft); font-size: 13px; }
.card .value { font-size: 21px; font-weight: 600; overflow-wrap: anywhere; }
.card .more { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.banner { border: 1px solid var(--rule); border-left: 4px solid var(--s1); background: var(--card);
  border-radius: 6px; padding: 8px 14px; margin: 14px 0; }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; }
.wide { overflow-x: auto; border: 1px solid var(--rule); border-radius: 8px; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 9px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--grid); }
th { background: var(--head); font-weight: 600; vertical-align: bottom; white-space: normal; }
th.name, td.name { white-space: nowrap; }
tr:last-child td { border-bottom: 0; } tbody tr:hover td { background: var(--head); }
th.left, td.left { text-align: left; } td.break { white-space: normal; overflow-wrap: anywhere; min-width: 15em; }
.long { max-height: 620px; overflow: auto; } .long th { position: sticky; top: 0; }
th button { all: unset; cursor: pointer; } th button:hover { text-decoration: underline; }
th button:focus-visible { outline: 2px solid var(--s0); outline-offset: 2px; }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
figure { margin: 8px 0 0; background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 8px; }
figcaption { color: var(--soft); font-size: 13px; padding: 0 8px 4px; }
.pair { display: grid; grid-template-columns: 3fr 2fr; gap: 12px; }
@media (max-width: 760px) { .pair { grid-template-columns: 1fr; } }
.chart { display: block; width: 100%; height: auto; }
.chart text { font: 12px system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", sans-serif; fill: var(--soft); }
.chart .title { fill: var(--ink); } .chart .name { fill: var(--ink); font-weight: 600; paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
.middle { text-anchor: middle; } .end { text-anchor: end; }
.axis { stroke: var(--soft); stroke-width: 1; } .grid { stroke: var(--grid); stroke-width: 1; }
.fill { fill: var(--c); } .mark { stroke: var(--card); stroke-width: 1; } .curve { fill: none; stroke: var(--c); stroke-width: 1.6; }
.bars { fill: none; stroke: var(--c); stroke-width: 1.3; } .front { fill: none; stroke: var(--soft); stroke-width: 1.4; stroke-dasharray: 5 4; }
.ground { fill: var(--original); fill-opacity: .55; stroke: none; } .level { stroke: var(--c); stroke-width: 1.6; }
.s0 { --c: var(--s0); } .s1 { --c: var(--s1); } .s2 { --c: var(--s2); } .s3 { --c: var(--s3); }
.s4 { --c: var(--s4); } .s5 { --c: var(--s5); } .s6 { --c: var(--s6); }
.icon { width: 13px; height: 13px; vertical-align: -1.5px; margin-right: 6px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 4px 8px; font-size: 13px; }
.swatch { display: inline-block; width: 13px; height: 10px; margin-right: 6px; background: var(--original); opacity: .7; }
@media print { body { font-size: 12px; } main { max-width: none; padding: 0; } .long { max-height: none; overflow: visible; }
  figure, .card, .pair { break-inside: avoid; } }
)css";
}

std::string_view sortScript() {
    return R"js(
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  table.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rising = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const key = row => { const cell = row.cells[column];
        return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v); };
      const order = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b, undefined, {numeric: true});
      body.append(...[...body.rows].sort((a, b) => (rising ? 1 : -1) * order(key(a), key(b))));
    });
  });
}
)js";
}

} // namespace mantissa::html
