//! The program; everything it does stands in the library beside it.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A check makes some thousands of small allocations; with the allocator of the C library they cost a
/// seventh of the run, and more on systems whose allocator is slower.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    nianbao::main()
}
