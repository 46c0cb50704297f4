// From templates/cdf/src/subscriptions/status.rs; edit it there.

//! How good a data point is.

use std::fmt;

use crate::models::DataPointStatus;
use crate::runtime::Printable;

const UNCERTAIN: u32 = 0x4000_0000;
const BAD: u32 = 0x8000_0000;
/// The two bits that tell good from uncertain from bad; the others tell why.
const SEVERITY: u32 = 0xC000_0000;

/// How good a data point is: a status code of OPC UA, and its name. The default is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointStatus {
    code: u32,
    symbol: String,
}

impl PointStatus {
    /// The code: 0 is good, from 1073741824 on it is uncertain, from 2147483648 on bad.
    #[inline]
    pub fn code(&self) -> u32 {
        self.code
    }

    /// The name of the code, such as `BadSensorFailure`.
    #[inline]
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// Whether the value can be trusted.
    #[inline]
    pub fn is_good(&self) -> bool {
        self.code & SEVERITY == 0
    }

    /// Whether the value may be wrong.
    #[inline]
    pub fn is_uncertain(&self) -> bool {
        self.code & SEVERITY == UNCERTAIN
    }

    /// Whether the value is of no use.
    #[inline]
    pub fn is_bad(&self) -> bool {
        self.code & BAD != 0
    }
}

impl Default for PointStatus {
    #[inline]
    fn default() -> Self {
        Self {
            code: 0,
            symbol: "Good".to_owned(),
        }
    }
}

/// The service leaves out either part at times; the other one tells enough.
impl From<&DataPointStatus> for PointStatus {
    #[inline]
    fn from(status: &DataPointStatus) -> Self {
        let symbol = status.symbol.as_deref();
        let named = match symbol {
            Some(name) if name.starts_with("Bad") => BAD,
            Some(name) if name.starts_with("Uncertain") => UNCERTAIN,
            _ => 0,
        };
        let code = status.code.and_then(|code| u32::try_from(code).ok()).unwrap_or(named);
        let class = match code & SEVERITY {
            0 => "Good",
            UNCERTAIN => "Uncertain",
            _ => "Bad",
        };
        Self {
            code,
            symbol: symbol.unwrap_or(class).to_owned(),
        }
    }
}

/// The symbol; its unprintable characters are escaped.
impl fmt::Display for PointStatus {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Printable(&self.symbol).fmt(f)
    }
}
