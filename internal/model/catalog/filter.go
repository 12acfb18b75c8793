package catalog

// EntityFilter is the derived input that holds a filter for each entity, by its singular name. An
// argument of this type is read by the compiler, also where a field is answered by hand.
const EntityFilter = "EntityFilter"
