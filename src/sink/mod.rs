//! Tables from annotated articles.
