//! Many articles at once, in order, with bounded memory.
