//! With a lock, names hold, also those of fields, values, variants, arguments and setters: an addition renames nothing, and a name never moves from one thing to another, whatever is added, removed
//! or put elsewhere in a document. Random documents are edited again and again, and each time the plan is made with the lock of
//! the time before. No client is compiled.

mod names_hold {
    mod additions;
    mod author;
    mod branches;
    mod client;
    mod components;
    mod conversion;
    mod detours;
    mod doubts;
    mod edits;
    mod faults;
    mod files;
    mod identity;
    mod members;
    mod moves;
    mod operations;
    mod shapes;
    mod silence;
    mod things;
    mod told;
    mod variants;
    mod webhooks;
}
