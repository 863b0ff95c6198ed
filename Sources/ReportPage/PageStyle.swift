// SPDX-License-Identifier: Apache-2.0

/// The page's style: light and dark, narrow and wide, screen and paper.
enum PageStyle {
    /// The style sheet as it stands in the page.
    static let text = """

        :root {
          color-scheme: light dark;
          --text: #1c2024; --faint: #5c6670; --page: #ffffff; --raised: #f3f5f7; --line: #d5dae0; --link: #0b57b0;
          --bar: #2f6fb7; --good: #13703a; --bad: #b3261e; --open: #8a5a00;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --text: #e6e9ec; --faint: #a3adb8; --page: #14171a; --raised: #1f2429; --line: #39414a; --link: #8ab8f5;
            --bar: #5b9be0; --good: #66cc8a; --bad: #ff8a80; --open: #f0b952;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        button, input, select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 4px; padding: .2rem .5rem; }
        button { color: var(--link); cursor: pointer; }
        button:disabled { color: var(--faint); cursor: default; }
        a { color: var(--link); }
        small, caption, figcaption { color: var(--faint); font-size: .875rem; }

        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; list-style: none; margin: 1rem 0; padding: 0; }
        .tiles li { background: var(--raised); border-left: 4px solid var(--faint); border-radius: 4px; padding: .6rem .8rem; }
        .tiles b { display: block; font-size: 1.5rem; line-height: 1.2; }
        .tiles small { display: block; }
        .tiles .sent, .tiles .would_send { border-color: var(--good); }
        .tiles .failed { border-color: var(--bad); }
        .tiles .unconfirmed, .tiles .pending { border-color: var(--open); }

        .advice { background: var(--raised); border-left: 4px solid var(--bar); border-radius: 4px; margin: 0; padding: .6rem 1rem .6rem 2rem; }
        .advice li { overflow-wrap: anywhere; }
        .wide { overflow-x: auto; }
        .data { border-collapse: collapse; width: 100%; }
        .data caption { text-align: left; padding-bottom: .3rem; }
        .data th, .data td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
        .data tr > :nth-child(2) { text-align: right; font-variant-numeric: tabular-nums; }
        .data td, .data tbody th { overflow-wrap: anywhere; min-width: 5rem; }
        .data tbody th { font-weight: 600; max-width: 20rem; }
        .bar { display: block; width: 14rem; height: .9rem; margin-top: .3rem; }
        .all { fill: var(--raised); }
        .part { fill: var(--bar); }
        figure { margin: 0; }
        .chart { display: block; width: 100%; height: 10rem; margin-top: .5rem; border-bottom: 1px solid var(--line); }
        .limit { stroke: var(--bad); stroke-width: 2px; stroke-dasharray: 6 4; vector-effect: non-scaling-stroke; }
        .ends { display: flex; justify-content: space-between; margin: 0; color: var(--faint); font-size: .875rem; }

        .controls { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; }
        .controls label { display: grid; color: var(--faint); font-size: .875rem; }
        .controls input, .controls select { color: var(--text); font-size: 1rem; max-width: 14rem; }
        .window { height: 75vh; overflow: auto; border: 1px solid var(--line); }
        .rows { border-collapse: separate; border-spacing: 0; table-layout: fixed; width: 104rem; font-size: .875rem; }
        .rows thead th { position: sticky; top: 0; background: var(--raised); padding: 0; width: 8.5rem; border-bottom: 1px solid var(--line); }
        .rows .row-column, .rows .region-column { width: 5.5rem; }
        .rows .name-column { width: 12rem; }
        .rows .sent-column { width: 14.5rem; }
        .rows .detail-column { width: auto; }
        .rows thead button { width: 100%; text-align: left; border: 0; background: none; font-weight: 600; color: var(--text); outline-offset: -3px; }
        .rows [aria-sort="ascending"] button::after { content: " ▲" / ""; }
        .rows [aria-sort="descending"] button::after { content: " ▼" / ""; }
        .rows tbody tr { height: 30px; }
        .rows tbody th, .rows tbody td { height: 30px; padding: 0 .5rem; border-bottom: 1px solid var(--line); text-align: left; font-weight: 400; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
        .rows tbody td:last-child { overflow: visible; }
        .rows tbody tr:hover > * { background: var(--raised); }
        .rows .open { border: 0; background: none; padding: 0; text-decoration: underline; outline-offset: 1px; }
        .rows .spacer, .rows .spacer td { height: 0; padding: 0; border: 0; }
        .rows .sent, .rows .would_send { color: var(--good); }
        .rows .failed { color: var(--bad); }
        .rows .unconfirmed, .rows .pending { color: var(--open); }
        .paper { display: none; }
        .hint { color: var(--faint); font-size: .875rem; }
        .note { border-left: 4px solid var(--open); padding-left: .75rem; }

        dialog { width: min(46rem, 94vw); max-height: 88vh; overflow: auto; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 0 1rem 1rem; }
        dialog::backdrop { background: rgb(0 0 0 / 45%); }
        .record-head { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; background: var(--page); padding: .75rem 0; border-bottom: 1px solid var(--line); }
        .record-head h2 { flex: 1 1 6rem; margin: 0; }
        dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .25rem 1rem; margin: .75rem 0; }
        dt { color: var(--faint); overflow-wrap: anywhere; max-width: 14rem; }
        dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
        #empty { color: var(--faint); font-size: .875rem; margin: 0; overflow-wrap: anywhere; }

        @media (max-width: 40rem) {
          main { padding: .75rem; }
          .data, .data caption, .data tbody { display: block; }
          .data thead, .data td:empty { display: none; }
          .data tr { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; border-bottom: 1px solid var(--line); padding: .5rem 0; }
          .data tr > * { grid-column: 1 / -1; border: 0; padding: 0; }
          .data tr > :nth-child(1) { grid-column: 1; max-width: none; }
          .data tr > :nth-child(2) { grid-column: 2; }
          .data td[data-label]::before { content: attr(data-label) ": "; color: var(--faint); font-size: .875rem; }
          .bar { width: 100%; }
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: .5rem; }
          .controls label { flex: 1 1 8rem; }
          .controls input, .controls select { width: 100%; max-width: none; }
        }
        @media print {
          :root { --text: #000; --faint: #444; --page: #fff; --raised: #eee; --line: #bbb; --bar: #555; --good: #000; --bad: #000; --open: #000; }
          body { font-size: 10pt; }
          .controls, .show, .spacer, .hint, dialog { display: none; }
          .paper { display: block; }
          .window, .wide { height: auto; overflow: visible; border: 0; }
          .rows { width: 100%; font-size: 7pt; }
          .rows thead th[scope] { position: static; width: 9%; }
          .rows .row-column[scope], .rows .region-column[scope], .rows .code-column[scope] { width: 6%; }
          .rows .number-column[scope], .rows .sent-column[scope] { width: 12%; }
          .rows .detail-column[scope] { width: auto; }
          .rows .open { color: inherit; text-decoration: none; }
          a[href]::after { content: " (" attr(href) ")"; font-size: 7pt; overflow-wrap: anywhere; }
          .rows thead button { padding: 0; white-space: normal; }
          .rows tbody td { padding: 0 .2rem; white-space: normal; overflow-wrap: anywhere; height: auto; }
          tr, .tiles li, figure { break-inside: avoid; }
          * { print-color-adjust: exact; }
        }

        """
}
