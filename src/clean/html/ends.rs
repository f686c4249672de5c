//! What end tags close, and start tags that imply them.

use super::build::{Builder, Open};
use super::page::Joint;
use super::tag::{Class, Tag};

/// How far up an implied end tag looks.
const REACH: usize = 64;

impl Builder<'_> {
    /// Closes what the start of `tag` closes.
    pub(super) fn imply_ends(&mut self, tag: Tag, is_block: bool) {
        match tag {
            Tag::Li => self.close_within(&[Tag::Li], &[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Td]),
            Tag::Dt | Tag::Dd => self.close_within(&[Tag::Dt, Tag::Dd], &[Tag::Dl, Tag::Td]),
            Tag::Td | Tag::Th => self.close_within(&[Tag::Td, Tag::Th], &[Tag::Tr, Tag::Table]),
            Tag::Tr => self.close_within(&[Tag::Tr], &[Tag::Table]),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                self.close_within(&[Tag::Tbody, Tag::Thead, Tag::Tfoot], &[Tag::Table]);
            }
            Tag::Rt | Tag::Rp => self.close_within(&[Tag::Rt, Tag::Rp], &[Tag::Ruby]),
            Tag::A if self.top().link => self.end_link(),
            _ => {}
        }
        if is_block && tag != Tag::Button && self.counts[Tag::P as usize] > 0 {
            let from = self.stack.len().saturating_sub(REACH);
            let inline = |o: &&Open| !o.owns;
            let at = self.stack.len() - self.stack[from..].iter().rev().take_while(inline).count();
            if at > 0 && self.stack[at - 1].tag == Tag::P {
                self.pop_to(at - 1);
            }
        }
    }

    /// Closes the innermost of `tags`, where none of `walls` stands between.
    fn close_within(&mut self, tags: &[Tag], walls: &[Tag]) {
        if tags.iter().all(|&t| self.counts[t as usize] == 0) {
            return;
        }
        for at in (1..self.stack.len()).rev().take(REACH * 2) {
            let tag = self.stack[at].tag;
            if tags.contains(&tag) {
                self.pop_to(at);
                return;
            }
            if walls.contains(&tag) {
                return;
            }
        }
    }

    /// An end tag.
    pub(super) fn end(&mut self, tag: Tag) {
        if self.beyond > 0 && tag != Tag::Other {
            self.beyond -= 1;
            return;
        }
        if self.counts[tag as usize] == 0 {
            match tag {
                Tag::P => self.flush(Joint::Paragraph),
                Tag::Br => self.line_break(),
                _ => {}
            }
            return;
        }
        if tag == Tag::A {
            self.end_link();
            return;
        }
        let is_block = tag.class() == Class::Block;
        let in_table = matches!(
            tag,
            Tag::Table | Tag::Tr | Tag::Td | Tag::Th | Tag::Tbody | Tag::Thead | Tag::Tfoot
        );
        for at in (1..self.stack.len()).rev() {
            let open = self.stack[at];
            if open.tag == tag {
                self.pop_to(at);
                return;
            }
            let wall = if is_block { matches!(open.tag, Tag::Td | Tag::Th) } else { open.owns };
            if wall && !in_table || in_table && tag != Tag::Table && open.tag == Tag::Table {
                return;
            }
        }
    }

    /// Ends the open link; block-level elements that began inside it stay open.
    fn end_link(&mut self) {
        for at in (1..self.stack.len()).rev().take(REACH) {
            let open = self.stack[at];
            self.stack[at].link = false;
            if open.tag == Tag::A {
                if self.stack[at..].iter().all(|o| !o.owns) {
                    self.pop_to(at);
                } else {
                    self.counts[Tag::A as usize] -= 1;
                    self.counts[Tag::Other as usize] += 1;
                    self.stack[at].tag = Tag::Other;
                }
                return;
            }
        }
    }

    /// Closes the elements from `at` up.
    pub(super) fn pop_to(&mut self, at: usize) {
        while self.stack.len() > at.max(1) {
            let Some(open) = self.stack.pop() else { return };
            self.counts[open.tag as usize] -= 1;
            if open.owns {
                let cell = matches!(open.tag, Tag::Td | Tag::Th);
                self.flush(if cell { Joint::Cell } else { Joint::Paragraph });
                self.page.containers[open.container as usize].end = self.page.blocks.len() as u32;
            }
        }
    }
}
