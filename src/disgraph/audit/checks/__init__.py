"""The checks, one module for each kind of question; each takes the audited graph and yields findings."""
