-- Units. The files of this folder are run when the working file is opened and, for macros that read derived tables, again
-- before it is published. They may use one another's macros, in any order.
-- Arguments are put into the body as they are written: the columns there have names that no table has, so that an argument
-- such as "unit" means the caller's column.
create or replace macro convert_unit(value, from_unit, to_unit) as (
    select value * units_origin.units_factor_from / units_target.units_factor_to
    from (select unit as units_from, base_unit as units_base_from, factor as units_factor_from from facts.units) as units_origin
    join (select unit as units_to, base_unit as units_base_to, factor as units_factor_to from facts.units) as units_target
        on units_base_to = units_base_from
    where units_from = from_unit and units_to = to_unit
);
comment on macro convert_unit is 'value, given in from_unit, in to_unit; null when either is unknown or they measure different things. Units: facts.units.';
