"""A long comparison as a page: rows are compounds, and a script sorts and filters them.

The table is complete without the script, which asks for nothing from elsewhere. A filter is a part of the text, or a
comparison such as ``>7``, ``<=300`` or ``!racemate``.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from gaba_analogs.analogs.comparison.entry import Entry, badge
from gaba_analogs.analogs.comparison.rows import header, own_quantities, own_reading
from gaba_analogs.analogs.comparison.table import ComparisonTable, is_number
from gaba_analogs.analogs.descriptors import Value, describe
from gaba_analogs.analogs.drawing import svg

_WIDTH, _HEIGHT = 150, 110
_STYLE = (
    "<style>.ga-rows{border-collapse:collapse;background:white;color:black}.ga-rows td,.ga-rows th{text-align:left;"
    "padding:2px 8px;border-bottom:1px solid #ddd}.ga-rows th{cursor:pointer;position:sticky;top:0;background:#f4f4f4}"
    ".ga-rows input{width:6em}.ga-frame{max-height:640px;overflow:auto}</style>"
)
_SCRIPT = """<script>(function(){
document.querySelectorAll('table.ga-rows:not([data-ready])').forEach(function(table){
  table.dataset.ready=1;
  var body=table.tBodies[0],rows=Array.from(body.rows),heads=Array.from(table.tHead.rows[0].cells);
  var count=table.parentNode.parentNode.querySelector('.ga-count'),line=table.tHead.insertRow();
  function value(row,i){return row.cells[i].dataset.v;}
  function passes(text,wanted){
    var m=/^\\s*(<=|>=|<|>|=|!)\\s*(.*)$/.exec(wanted);
    if(!m)return text.toLowerCase().indexOf(wanted.trim().toLowerCase())>=0;
    if(m[2]==='')return true;
    if(m[1]==='!')return text.toLowerCase().indexOf(m[2].toLowerCase())<0;
    var a=parseFloat(text),b=parseFloat(m[2]);
    if(m[1]==='='&&(isNaN(a)||isNaN(b)))return text.toLowerCase()===m[2].toLowerCase();
    return {'<':a<b,'<=':a<=b,'>':a>b,'>=':a>=b,'=':a===b}[m[1]];
  }
  function filter(){
    var shown=0;
    rows.forEach(function(row){
      var ok=inputs.every(function(input,i){return !input||input.value===''||passes(value(row,i),input.value);});
      row.style.display=ok?'':'none';shown+=ok;
    });
    count.textContent=shown+' of '+rows.length;
  }
  var inputs=heads.map(function(head,i){
    var cell=line.insertCell();
    if(head.dataset.fixed)return null;
    var input=document.createElement('input');
    input.placeholder='filter';input.setAttribute('aria-label','filter '+head.textContent);
    input.addEventListener('input',filter);input.addEventListener('keydown',function(e){e.stopPropagation();});
    cell.appendChild(input);return input;
  });
  heads.forEach(function(head,i){
    if(head.dataset.fixed)return;
    head.addEventListener('click',function(){
      var down=head.getAttribute('aria-sort')==='ascending';
      heads.forEach(function(h){h.removeAttribute('aria-sort');});
      head.setAttribute('aria-sort',down?'descending':'ascending');
      var sign=down?-1:1;
      rows.slice().sort(function(a,b){
        var x=value(a,i),y=value(b,i);
        if(x===''||y==='')return (x==='')-(y==='');
        var n=Number(x)-Number(y);
        return sign*(isNaN(n)?x.localeCompare(y,undefined,{numeric:true}):n);
      }).forEach(function(row){body.appendChild(row);});
    });
  });
  count.textContent=rows.length+' of '+rows.length;
});})();</script>"""


def browsable(table: ComparisonTable, *, structures: bool) -> str:
    """Return the rows of a comparison as HTML: a table, and the script that sorts and filters it."""
    both = len(table.form_names) > 1
    own = own_quantities(list(table.entries))
    heads = ["<th>name</th>", *(["<th>form</th>"] if both else []), *(["<th data-fixed=1></th>"] if structures else [])]
    heads += ["<th>stereo</th>", *(f"<th>{escape(title)}</th>" for title in own.values())]
    shown = [key for key in table.descriptors if key not in table.constant]
    heads += [f'<th title="{escape(str(describe(key)), quote=True)}">{escape(header(key))}</th>' for key in shown]
    columns = [table.frame[key].tolist() for key in shown]
    digits = [_digits(column) for column in columns]
    body = []
    for number, entry in enumerate(entry for entry in table.entries for _ in table.form_names):
        form = table.form_names[number % len(table.form_names)]
        cells = [_cell(entry.name, bold=entry.name == table.reference), *([_cell(form)] if both else [])]
        if structures:
            cells.append(f"<td>{svg(entry.mol(form), width=_WIDTH, height=_HEIGHT)}</td>")
        cells += [_cell(badge(entry)), *(_own_cell(entry, kind) for kind in own)]
        cells += [_cell(column[number], places) for column, places in zip(columns, digits, strict=True)]
        body.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'{_STYLE}<div><p><span class="ga-count"></span></p><div class="ga-frame"><table class="ga-rows"><thead><tr>'
        f"{''.join(heads)}</tr></thead><tbody>{''.join(body)}</tbody></table></div></div>{_SCRIPT}"
    )


def _digits(values: Sequence[Value]) -> int:
    """Return how many decimals a column needs [-]: none if all its numbers are whole."""
    return 0 if all(float(value) == int(value) for value in values if is_number(value)) else 2  # type: ignore[arg-type]  # they are numbers


def _cell(value: Value, digits: int = 0, *, bold: bool = False) -> str:
    if not is_number(value):
        text = "" if pd.isna(value) else escape(str(value), quote=True)
        return f'<td data-v="{text}">{f"<b>{text}</b>" if bold else text}</td>'
    return f'<td data-v="{value}">{value:.{digits}f}</td>'


def _own_cell(entry: Entry, kind: tuple[str, str | None]) -> str:
    reading = own_reading(entry, kind)
    if reading is None or reading.number is None:
        return '<td data-v=""></td>'
    sign = "" if reading.qualifier in {None, "="} else escape(str(reading.qualifier))
    spread = "" if reading.uncertainty is None else f" ± {reading.uncertainty:g}"
    return f'<td data-v="{reading.number}">{sign}{escape(reading.value)}{spread}</td>'
