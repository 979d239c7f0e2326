-- Macros of the working and the published file, created anew at each opening of the working file.
create or replace macro convert_unit(value, from_unit, to_unit) as (
    select value * origin.factor / target.factor
    from facts.units as origin
    join facts.units as target on target.base_unit = origin.base_unit
    where origin.unit = from_unit and target.unit = to_unit
);
comment on macro convert_unit is 'value, given in from_unit, in to_unit; null when either is unknown or they measure different things. Units: facts.units.';
