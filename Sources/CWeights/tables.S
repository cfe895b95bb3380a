// Takes the tables into the program byte for byte: an array literal of this size takes the Swift
// compiler minutes, and a file beside the program would have to be found.

#if defined(__APPLE__)
#define SYMBOL(name) _##name
.section __TEXT,__const
#else
#define SYMBOL(name) name
.section .rodata
#endif

.globl SYMBOL(sandtable_event_places_start)
SYMBOL(sandtable_event_places_start):
.incbin "event-places.tsv"
.globl SYMBOL(sandtable_event_places_end)
SYMBOL(sandtable_event_places_end):

.globl SYMBOL(sandtable_types_start)
SYMBOL(sandtable_types_start):
.incbin "types.tsv"
.globl SYMBOL(sandtable_types_end)
SYMBOL(sandtable_types_end):

.globl SYMBOL(sandtable_selection_start)
SYMBOL(sandtable_selection_start):
.incbin "selection.tsv"
.globl SYMBOL(sandtable_selection_end)
SYMBOL(sandtable_selection_end):

.globl SYMBOL(sandtable_targets_start)
SYMBOL(sandtable_targets_start):
.incbin "targets.tsv"
.globl SYMBOL(sandtable_targets_end)
SYMBOL(sandtable_targets_end):

.globl SYMBOL(sandtable_blame_start)
SYMBOL(sandtable_blame_start):
.incbin "blame.tsv"
.globl SYMBOL(sandtable_blame_end)
SYMBOL(sandtable_blame_end):

.globl SYMBOL(sandtable_deeds_start)
SYMBOL(sandtable_deeds_start):
.incbin "deeds.tsv"
.globl SYMBOL(sandtable_deeds_end)
SYMBOL(sandtable_deeds_end):

.globl SYMBOL(sandtable_deed_places_start)
SYMBOL(sandtable_deed_places_start):
.incbin "deed-places.tsv"
.globl SYMBOL(sandtable_deed_places_end)
SYMBOL(sandtable_deed_places_end):

.globl SYMBOL(sandtable_places_start)
SYMBOL(sandtable_places_start):
.incbin "places.tsv"
.globl SYMBOL(sandtable_places_end)
SYMBOL(sandtable_places_end):

.globl SYMBOL(sandtable_tolls_start)
SYMBOL(sandtable_tolls_start):
.incbin "tolls.tsv"
.globl SYMBOL(sandtable_tolls_end)
SYMBOL(sandtable_tolls_end):

.globl SYMBOL(sandtable_weapons_start)
SYMBOL(sandtable_weapons_start):
.incbin "weapons.tsv"
.globl SYMBOL(sandtable_weapons_end)
SYMBOL(sandtable_weapons_end):

#if defined(__ELF__)
.section .note.GNU-stack,"",%progbits
#endif
