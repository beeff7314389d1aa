"""What modules import: no circle among them, and nothing at import that only some systems have."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = "gaba_analogs"
POSIX_MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
POSIX_NAMES = {
    *("alarm", "chown", "chroot", "fork", "forkpty", "getegid", "geteuid", "getgid", "getgroups", "getloadavg"),
    *("getpgid", "getuid", "killpg", "lchown", "mkfifo", "nice", "openpty", "posix_spawn", "pthread_sigmask"),
    *("sched_getaffinity", "setsid", "setuid", "uname"),
    *("SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGUSR1", "SIGUSR2"),
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def module_name(path, root=SOURCE):
    """Give the dotted name of a file below `root`."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree, module, is_package):
    """Give every name that a module imports, wherever in it: at its top, in a function, for typing only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parent = module.split(".")[: len(module.split(".")) + is_package - node.level] if node.level else []
            base = ".".join([*parent, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imports(root=SOURCE):
    """Give the modules that each module imports, a package where what is imported from it is no module of its own."""
    trees = {
        module_name(path, root): (ast.parse(path.read_text(encoding="utf-8")), path.name == "__init__.py")
        for path in sorted(root.rglob("*.py"))
    }
    graph = {}
    for module, (tree, is_package) in trees.items():
        names = set(imported(tree, module, is_package))
        found = {name if name in trees else name.rpartition(".")[0] for name in names}
        graph[module] = sorted((found & trees.keys()) - {module})
    return graph


def circles(graph):
    """Give the groups of modules in which each leads to each other (strongly connected components; Tarjan 1972)."""
    order, low, stack, found = {}, {}, [], []

    def visit(module):
        order[module] = low[module] = len(order)
        stack.append(module)
        for other in graph[module]:
            if other not in order:
                visit(other)
            if other in stack:
                low[module] = min(low[module], low[other])
        if low[module] == order[module]:
            group = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(group) > 1:
                found.append(sorted(group))

    for module in graph:
        if module not in order:
            visit(module)
    return found


def shortest(graph, group):
    """Give the shortest way from a module of a circle back to itself, as one reads it."""
    ways = []
    for start in group:
        seen, level = {start}, [[start]]
        while level:
            level = [[*way, other] for way in level for other in graph[way[-1]] if other in group]
            closed = [way for way in level if way[-1] == start]
            if closed:
                ways.append(closed[0])
                break
            level = [way for way in level if way[-1] not in seen and not seen.add(way[-1])]
    return " -> ".join(min(ways, key=len))


def at_import(tree):
    """Give the nodes of a module that run when it is imported: those outside the bodies of functions."""
    pending = [tree]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, FUNCTIONS):
            pending.extend([*getattr(node, "decorator_list", []), node.args])
        else:
            pending.extend(ast.iter_child_nodes(node))


def posix_only(tree):
    """Give what a module asks at import of the operating system that Windows does not have."""
    for node in at_import(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in POSIX_MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in POSIX_MODULES:
            yield node.module
        elif isinstance(node, ast.Attribute) and node.attr in POSIX_NAMES:
            name = ast.unparse(node)
            if name.startswith(("os.", "signal.")):
                yield name


def test_no_circle_of_imports():
    """No module leads back to itself, by imports at the top, in functions or for typing only."""
    graph = imports()
    found = [f"{shortest(graph, group)}, in a circle of {len(group)}: {', '.join(group)}" for group in circles(graph)]

    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        pytest.param({"a.py": "import p.b", "b.py": "import p.a"}, ["p.a", "p.b"], id="top"),
        pytest.param({"a.py": "from . import b", "b.py": "def f():\n    from .a import x"}, ["p.a", "p.b"], id="lazy"),
        pytest.param(
            {"a.py": "from p.b import x", "b.py": "if TYPE_CHECKING:\n    from p.a import X"},
            ["p.a", "p.b"],
            id="typing",
        ),
        pytest.param(
            {"__init__.py": "from p.q.c import x", "q/__init__.py": "", "q/c.py": "from .. import y"},
            ["p", "p.q.c"],
            id="relative",
        ),
    ],
)
def test_circles_are_found(tmp_path, sources, expected):
    """A circle is found whatever form its imports have."""
    for name, text in {"__init__.py": "", **sources}.items():
        path = tmp_path / "p" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    assert circles(imports(tmp_path)) == [expected]


def test_circle_is_told_by_its_shortest_way():
    """A circle within a circle is shown first."""
    graph = {"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": ["c"]}
    (group,) = circles(graph)

    assert shortest(graph, group) == "c -> d -> c"


@pytest.mark.parametrize("folder", [SOURCE, Path(__file__).parent], ids=["src", "tests"])
def test_imports_on_every_system(folder):
    """Nothing that only POSIX systems have is asked for while a module is imported."""
    found = {
        str(path.relative_to(folder)): sorted(asked)
        for path in folder.rglob("*.py")
        if (asked := set(posix_only(ast.parse(path.read_text(encoding="utf-8")))))
    }

    assert found == {}
