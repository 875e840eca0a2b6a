"""How the page of findings looks: light and dark, wide and narrow, on screen and paper."""

from __future__ import annotations

CSS = """\
:root {
  color-scheme: light dark;
  --ground: #fff; --raised: #f6f7f9; --line: #d5d9e0; --text: #1b1f27; --faint: #59616f;
  --link: #0b57a4; --violation: #b3261e; --warning: #8a5a00; --info: #0b6b74; --good: #1e6b34;
  --mark: #ffe08a; --mark-text: #1b1f27;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --raised: #1d2129; --line: #39404c; --text: #e6e9ee; --faint: #a2abb9;
    --link: #8ab8ff; --violation: #ff9b93; --warning: #f0bd55; --info: #6fd3dd; --good: #7fd39a;
    --mark: #e0b43a; --mark-text: #14171c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 64rem; background: var(--ground);
  color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
a { color: var(--link); }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 2rem 0 .75rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--line); }
h3 code { font-size: 1rem; font-weight: 600; }
h4 { font-size: 1rem; margin: 0; font-weight: 600; }
p { margin: .4rem 0; }
code, pre { font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.faint, .notice, caption, th { color: var(--faint); }
.verdict { font-weight: 600; }
.passed { color: var(--good); }
.failed, .violation { color: var(--violation); }
.warning { color: var(--warning); }
.info { color: var(--info); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 1rem 0; }
.counts li {
  list-style: none; flex: 1 1 7rem; padding: .5rem .75rem; border: 1px solid var(--line);
  border-radius: .5rem; background: var(--raised); color: var(--faint);
}
.counts b { display: block; font-size: 1.5rem; line-height: 1.2; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line); }
th { font-weight: 500; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.finding {
  margin: .75rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem;
  border-left: .3rem solid currentColor;
}
.finding > * { color: var(--text); }
.finding > .faint { color: var(--faint); }
.severity { white-space: nowrap; }
.finding:target { background: var(--raised); }
.finding.aside { border-left-style: dotted; background: var(--raised); }
.heading { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.heading .violation { color: var(--violation); }
.heading .warning { color: var(--warning); }
.heading .info { color: var(--info); }
.place { margin-left: auto; }
pre { margin: .6rem 0; padding: .5rem .75rem; background: var(--raised); border-radius: .35rem;
  overflow-x: auto; }
.aside pre { background: var(--ground); }
pre .faint { user-select: none; }
mark { background: var(--mark); color: var(--mark-text); border-radius: .15rem; padding: .1rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; margin: .4rem 0 0; }
dt { color: var(--faint); }
dd { margin: 0; min-width: 0; }
.details { margin: .4rem 0 0; padding-left: 1.25rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media (max-width: 36rem) {
  .place { margin-left: 0; flex-basis: 100%; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .finding, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  pre { white-space: pre-wrap; }
  nav { display: none; }
}
"""
