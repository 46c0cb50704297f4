//! What is written by hand over the generated CDF client: functions, records and subscriptions made easy.

#[path = "easy/app.rs"]
mod app;
#[path = "easy/bulk.rs"]
mod bulk;
#[path = "easy/deploy.rs"]
mod deploy;
#[path = "easy/fields.rs"]
mod fields;
#[path = "easy/follow.rs"]
mod follow;
#[path = "easy/lists.rs"]
mod lists;
#[path = "easy/login.rs"]
mod login;
#[path = "easy/printable.rs"]
mod printable;
#[path = "easy/python.rs"]
mod python;
#[path = "easy/records.rs"]
mod records;
#[path = "easy/run.rs"]
mod run;
#[path = "easy/schedules.rs"]
mod schedules;
#[path = "easy/script.rs"]
mod script;
#[path = "easy/street.rs"]
mod street;
#[path = "easy/subscriptions.rs"]
mod subscriptions;
