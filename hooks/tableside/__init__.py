"""Tableside turns YAML lessons into a training site and an offline handbook.

The map, in the order in which to read it:

- ``scalars``: the kinds of plain value an author can write, each a pattern and a sentence
- ``record``: what all records share
- ``model``: what a course is; ``Course``, at its end, is all that an output sees (``model_dialogues``: conversations to
  practice; ``model_maps``: paths for roles, where claims went, outlines of exams; ``model_sheets``: what is handed to clients)
- ``problems``: a mistake with its place and its remedy, and how a list of them is printed
- ``source``: a YAML file as text with line and column (``syntax`` guesses what a broken line was meant to be)
- ``shelf``: everything that was read, whole or broken, for rules to look at
- ``faults``: what the model refuses, in an author's words
- ``checks``: the list of rules; ``rules/`` holds them, grouped by what they look at
- ``reading``: how hard a text is to read
- ``course``: a content folder as one Course, or all its problems: start here when you only want to use it
- ``questions``: where a course's questions stand, how they are mixed, and what makes an answer right
- ``shuffled``, ``assessments``: the order that a seed gives, and what each attempt at a track's final assessment asks
- ``dialogues``: what is remembered in a dialogue, which replies are offered, where they lead, how a way is scored
- ``maps``: what follows from paths, claims and outlines: minutes, counts, which topic which module touches
- ``text``: Markdown, read once: HTML, Typst or plain words
- ``wording``: interface words by key, and how their {slots} are filled
- ``render``: the Jinja environment
- ``dialogue_map``, ``layers``: a dialogue as a drawing, and where the nodes of any graph stand
- ``telling``: a dialogue as plain words in order, for the outputs that are story languages
- ``outputs/``: what a course becomes, one file an output
- ``stories``: the outputs that are story languages, for every dialogue
- ``site``, ``ready``, ``scripts``, ``fonts``, ``svg``, ``cache``, ``folders``: what the site is put together from
- ``examples``: a question of every type, for the page that shows them to educators
- ``search``, ``indexed``: what a section or a page is found by besides its own words, and how the finished index is told
- ``frame``, ``tree``: what the theme is told of the course, and the site as a folder for other generators
- ``built``, ``keep``, ``publish``: the finished site judged, listed for phones, packed and put in place
- ``schema``, ``new_module``: what helps an author write, in the editor and on an empty page
- ``cli``: the command line

MkDocs itself is known only to ``hooks/mkdocs_site.py``, beside this package.
"""
