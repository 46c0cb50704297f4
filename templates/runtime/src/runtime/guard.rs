/// Notices a cursor that comes back, in constant memory (Brent's cycle search): one cursor is remembered, and a newer
/// one takes its place after 1, 2, 4, … steps. A cursor that is the same twice in a row is noticed at once.
#[derive(Default)]
pub(crate) struct LoopGuard {
    mark: Option<String>,
    steps: u64,
    limit: u64,
}

impl LoopGuard {
    /// Starts with the cursor of the first page, if it has one.
    pub(crate) fn starting_at(cursor: Option<&str>) -> Self {
        let mut guard = Self::default();
        if let Some(cursor) = cursor {
            guard.is_repeated(cursor);
        }
        guard
    }

    pub(crate) fn is_repeated(&mut self, cursor: &str) -> bool {
        if self.mark.as_deref() == Some(cursor) {
            return true;
        }
        self.steps += 1;
        if self.steps > self.limit {
            self.mark = Some(cursor.to_owned());
            self.limit = self.limit.saturating_mul(2).max(1);
            self.steps = 0;
        }
        false
    }
}
