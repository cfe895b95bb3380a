// The tables of fitted weights, as part of the program: read-only pages of its file, loaded when read.
#ifndef SANDTABLE_WEIGHTS_H
#define SANDTABLE_WEIGHTS_H

#include <stddef.h>

/// The bytes of one table.
typedef struct {
    const void *_Nonnull start;
    size_t count;
} sandtable_weights;

sandtable_weights sandtable_event_place_weights(void);
sandtable_weights sandtable_type_weights(void);
sandtable_weights sandtable_selection_weights(void);
sandtable_weights sandtable_target_weights(void);
sandtable_weights sandtable_blame_weights(void);
sandtable_weights sandtable_deed_weights(void);
sandtable_weights sandtable_deed_place_weights(void);
sandtable_weights sandtable_place_weights(void);
sandtable_weights sandtable_toll_weights(void);
sandtable_weights sandtable_weapon_weights(void);

#endif
