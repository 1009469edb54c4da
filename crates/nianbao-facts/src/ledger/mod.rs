//! The ledger: cells, identities and claims of a report as one system of constraints.
