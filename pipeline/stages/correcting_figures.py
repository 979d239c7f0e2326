"""SQL of the corrections on figures: values, units and kinds, and what is no figure."""

FIGURES = """
create or replace temp table new_figures as
select
    f.* replace (
        coalesce(x.value_low, f.value_low) as value_low,
        coalesce(x.value_high, f.value_high) as value_high,
        if(coalesce(x.is_plain, false), null, coalesce(x.unit, f.unit)) as unit,
        coalesce(x.kind, f.kind) as kind,
        coalesce(x.date_low, if(coalesce(x.kind, f.kind) in ('date', 'year', 'year_range'), f.date_low, null))
            as date_low,
        coalesce(x.date_high, if(coalesce(x.kind, f.kind) in ('date', 'year', 'year_range'), f.date_high, null))
            as date_high,
        if(y.figure_id is null, f.equivalent_figure_id, null) as equivalent_figure_id
    ),
    coalesce(x.is_hidden, false) as _gone,
    list_concat(if(x.place is null, [], [x.place]), if(y.place is null, [], [y.place])) as _places
from facts.figures as f
left join fix_figures as x on x.figure_id = f.figure_id
left join fix_figures as y on y.figure_id = f.equivalent_figure_id and y.is_hidden
where coalesce(x.figure_id, y.figure_id) is not null
"""

# Without one of its figures a link says nothing.
FIGURE_LINKS = """
create or replace temp table new_figure_links as
with broken as (
    select l.link_id, list(x.place order by x.place) as places
    from facts.figure_links as l
    join fix_figures as x on x.figure_id = l.figure_id and x.is_hidden
    group by l.link_id
)
select l.*, true as _gone, b.places as _places
from facts.figure_links as l
join broken as b on b.link_id = l.link_id
"""
