//! A batch operation by name and options, for `arrow_map` and the frames.

use super::batch::{analysis, run};
use super::beside::{self, Beside};
use super::cdata::export_schema;
use super::convert::{error, one_of};
use super::options;
use super::repeats::Repeats;
use crate::arrow::{Operation, Output, Stage};
use crate::tokens::Unit;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

/// A batch operation by name, for `arrow_map`: one stage, or "clean" and a stage that reads
/// the article's text.
#[pyclass(frozen, module = "tamis._tamis")]
pub(super) struct _Kernel {
    operation: Operation,
}

#[pymethods]
impl _Kernel {
    #[new]
    fn new(steps: Vec<String>, options: &Bound<'_, PyDict>) -> PyResult<Self> {
        let names: Vec<&str> = steps.iter().map(String::as_str).collect();
        let (first, stage) = match names[..] {
            ["clean", stage] if stage != "clean" && stage != "analyze" => (true, stage),
            [stage] => (false, stage),
            _ => {
                return Err(error(format!(
                    "a chain is \"clean\" and one stage after it, not {}",
                    names.join(", ")
                )));
            }
        };
        let mut given = Given(options.copy()?);
        let encoding = options::encoding(given.take("encoding")?)?;
        let clean = match first {
            true => Some(given.clean()?),
            false => None,
        };
        let stage = given.stage(stage)?;
        given.finish()?;
        Ok(Self { operation: Operation { clean, stage, encoding } })
    }

    /// The results for a column, as a pyarrow array. `url` and `published` are columns as long.
    #[pyo3(signature = (column, threads, *, url=None, published=None))]
    fn run<'py>(
        &self,
        column: &Bound<'py, PyAny>,
        threads: Option<isize>,
        url: Option<&Bound<'py, PyAny>>,
        published: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let beside =
            Beside { url: beside::url(url)?.1, published: beside::published(published)?.1 };
        run(column, self.operation.clone(), beside, threads)
    }

    /// The type of the results, as an Arrow capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        export_schema(py, &self.operation.column().data_type())
    }
}

/// Options by name, each taken once; one that is left over is told.
struct Given<'py>(Bound<'py, PyDict>);

impl<'py> Given<'py> {
    fn object(&self, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        let found = self.0.get_item(name)?;
        if found.is_some() {
            self.0.del_item(name)?;
        }
        Ok(found.filter(|x| !x.is_none()))
    }

    fn take(&self, name: &str) -> PyResult<Option<String>> {
        let found = self.object(name)?;
        found.map(|x| x.extract()).transpose().map_err(|_| error(format!("{name} is a str")))
    }

    fn take_or(&self, name: &str, default: &str) -> PyResult<String> {
        Ok(self.take(name)?.unwrap_or_else(|| default.to_owned()))
    }

    fn repeats(&self) -> PyResult<Option<Bound<'py, Repeats>>> {
        let found = self.object("repeats")?.map(|x| x.cast_into::<Repeats>());
        found.transpose().map_err(|_| error("repeats are tamis.Repeats.learn(...)".to_owned()))
    }

    fn clean(&mut self) -> PyResult<crate::clean::CleanOptions> {
        let (format, favor) = (self.take("format")?, self.take("favor")?);
        let repeats = self.repeats()?;
        let repeats = repeats.as_ref().map(|repeats| repeats.get());
        options::clean(format.as_deref(), self.take("url")?, favor.as_deref(), repeats)
    }

    fn output(&self) -> PyResult<Output> {
        options::output(&self.take_or("output", "spans")?, &self.take_or("unit", "char")?)
    }

    fn unit(&self) -> PyResult<Unit> {
        options::unit(&self.take_or("unit", "char")?)
    }

    fn stage(&mut self, name: &str) -> PyResult<Stage> {
        Ok(match name {
            "boundaries" => {
                Stage::Boundaries(options::level(&self.take_or("level", "word")?)?, self.unit()?)
            }
            "words" => Stage::Words(self.output()?),
            "graphemes" => Stage::Graphemes(self.output()?),
            "sentences" => Stage::Sentences(self.take_or("lang", "en")?, self.output()?),
            "tokens" => Stage::Tokens(self.take_or("lang", "en")?, self.unit()?),
            "clean" => Stage::Clean(self.clean()?),
            "numbers" => Stage::Numbers,
            "claims" => {
                let kinds = self.object("kinds")?;
                let published = self.object("published")?;
                Stage::Claims(options::claims(
                    kinds.as_ref(),
                    options::published(published.as_ref())?,
                )?)
            }
            "analyze" => {
                let clean = self.object("clean")?.map_or(Ok(true), |x| x.extract())?;
                let repeats = self.repeats()?;
                analysis(
                    clean,
                    options::published(self.object("published")?.as_ref())?,
                    self.take("url")?,
                    repeats.as_ref().map(|repeats| repeats.get()),
                )?
            }
            other => {
                let known = [
                    "clean",
                    "words",
                    "sentences",
                    "tokens",
                    "numbers",
                    "claims",
                    "analyze",
                    "graphemes",
                    "boundaries",
                ];
                return Err(one_of("operation", other, &known));
            }
        })
    }

    fn finish(&self) -> PyResult<()> {
        match self.0.keys().iter().next() {
            None => Ok(()),
            Some(name) => Err(error(format!("this operation has no option {name}"))),
        }
    }
}
