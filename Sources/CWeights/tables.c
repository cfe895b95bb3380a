#include "CWeights.h"

extern const unsigned char sandtable_event_places_start[], sandtable_event_places_end[];
extern const unsigned char sandtable_types_start[], sandtable_types_end[];
extern const unsigned char sandtable_selection_start[], sandtable_selection_end[];
extern const unsigned char sandtable_targets_start[], sandtable_targets_end[];
extern const unsigned char sandtable_blame_start[], sandtable_blame_end[];
extern const unsigned char sandtable_deeds_start[], sandtable_deeds_end[];
extern const unsigned char sandtable_deed_places_start[], sandtable_deed_places_end[];
extern const unsigned char sandtable_places_start[], sandtable_places_end[];
extern const unsigned char sandtable_tolls_start[], sandtable_tolls_end[];
extern const unsigned char sandtable_weapons_start[], sandtable_weapons_end[];

static sandtable_weights between(const unsigned char *start, const unsigned char *end) {
    return (sandtable_weights){start, (size_t)(end - start)};
}

sandtable_weights sandtable_event_place_weights(void) {
    return between(sandtable_event_places_start, sandtable_event_places_end);
}

sandtable_weights sandtable_type_weights(void) {
    return between(sandtable_types_start, sandtable_types_end);
}

sandtable_weights sandtable_selection_weights(void) {
    return between(sandtable_selection_start, sandtable_selection_end);
}

sandtable_weights sandtable_target_weights(void) {
    return between(sandtable_targets_start, sandtable_targets_end);
}

sandtable_weights sandtable_blame_weights(void) {
    return between(sandtable_blame_start, sandtable_blame_end);
}

sandtable_weights sandtable_deed_weights(void) {
    return between(sandtable_deeds_start, sandtable_deeds_end);
}

sandtable_weights sandtable_place_weights(void) {
    return between(sandtable_places_start, sandtable_places_end);
}

sandtable_weights sandtable_toll_weights(void) {
    return between(sandtable_tolls_start, sandtable_tolls_end);
}

sandtable_weights sandtable_weapon_weights(void) {
    return between(sandtable_weapons_start, sandtable_weapons_end);
}

sandtable_weights sandtable_deed_place_weights(void) {
    return between(sandtable_deed_places_start, sandtable_deed_places_end);
}
