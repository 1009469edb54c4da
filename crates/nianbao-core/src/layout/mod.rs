//! Layout readers: every shape that a report arrives in becomes the same lines of cells.
