//! Decisions: from the bytes of a fuzzer as long as there are any, then from a generator of numbers that look random.

/// A source of decisions, the same ones for the same start.
#[derive(Clone, Debug)]
pub struct Choices<'a> {
    bytes: &'a [u8],
    state: u64,
}

impl<'a> Choices<'a> {
    /// The first decisions are the bytes, so that a fuzzer can steer them.
    pub fn of(bytes: &'a [u8]) -> Self {
        let state = bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Self {
            bytes,
            state: state | 1,
        }
    }

    /// Decisions that depend on a number only.
    pub fn numbered(number: u64) -> Self {
        // Neighbours must not begin alike: this is the mixer of splitmix64.
        let mut state = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
        state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self {
            bytes: &[],
            state: (state ^ (state >> 31)) | 1,
        }
    }

    /// A number below `bound`; 0 if there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        let number = match self.bytes {
            [a, b, rest @ ..] => {
                self.bytes = rest;
                u64::from(u16::from_le_bytes([*a, *b]))
            }
            _ => self.next(),
        };
        usize::try_from(number % bound.max(1) as u64).unwrap_or_default()
    }

    /// One of the things; there must be one.
    pub fn one<'b, T: ?Sized>(&mut self, things: &'b [&'b T]) -> &'b T {
        things[self.below(things.len())]
    }

    /// Whether something that happens once in `times` happens now.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// xorshift64
    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state >> 11
    }
}
