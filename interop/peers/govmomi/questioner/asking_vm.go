package main

import (
	"context"
	"sync"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// askingVM wraps a VM of the simulator: its power-on stays running until every question of its plan is answered.
type askingVM struct {
	*simulator.VirtualMachine

	plan plan

	mu      sync.Mutex
	pending *types.VirtualMachineQuestionInfo
	answer  chan string
}

// askingTask is a task that may be cancelled while it waits for an answer.
type askingTask struct {
	mo.Task

	cancel chan struct{}
	once   sync.Once
}

func (vm *askingVM) PowerOnVMTask(ctx *simulator.Context, req *types.PowerOnVM_Task) soap.HasFault {
	entity := vm.Self
	task := &askingTask{cancel: make(chan struct{})}
	task.Self = types.ManagedObjectReference{Type: "Task", Value: "task-asking-" + vm.Self.Value + "-" + time.Now().Format("150405.000000000")}
	task.Info = types.TaskInfo{
		Key:           task.Self.Value,
		Task:          task.Self,
		Name:          "PowerOnVM_Task",
		DescriptionId: "VirtualMachine.powerOn",
		Entity:        &entity,
		EntityName:    vm.Name,
		State:         types.TaskInfoStateQueued,
		Cancelable:    vm.plan.cancelable,
		Reason:        &types.TaskReasonUser{UserName: "user"},
		QueueTime:     time.Now(),
	}
	ctx.Map.Put(task)
	ctx.Map.AppendReference(ctx, vm.VirtualMachine, &vm.RecentTask, task.Self)

	// A context of its own: the request's holds the VM's lock until it has been answered.
	work := &simulator.Context{Context: context.Background(), Session: ctx.Session, Map: ctx.Map}
	go vm.run(work, task)

	return &methods.PowerOnVM_TaskBody{Res: &types.PowerOnVM_TaskResponse{Returnval: task.Self}}
}

func (vm *askingVM) run(ctx *simulator.Context, task *askingTask) {
	set := func(changes ...types.PropertyChange) { ctx.Map.AtomicUpdate(ctx, task, changes) }

	time.Sleep(50 * time.Millisecond)
	set(
		types.PropertyChange{Name: "info.startTime", Val: time.Now()},
		types.PropertyChange{Name: "info.state", Val: types.TaskInfoStateRunning},
	)
	if vm.plan.late {
		time.Sleep(500 * time.Millisecond)
	}
	set(types.PropertyChange{Name: "info.progress", Val: int32(47)})

	for _, question := range vm.plan.questions {
		key, answered := vm.ask(ctx, task, question)
		if !answered {
			set(
				types.PropertyChange{Name: "info.cancelled", Val: true},
				types.PropertyChange{Name: "info.completeTime", Val: time.Now()},
				types.PropertyChange{Name: "info.error", Val: &types.LocalizedMethodFault{
					Fault: &types.RequestCanceled{}, LocalizedMessage: "The task was canceled by a user",
				}},
				types.PropertyChange{Name: "info.state", Val: types.TaskInfoStateError},
			)
			return
		}
		if key == "2" || key == "10" {
			set(
				types.PropertyChange{Name: "info.completeTime", Val: time.Now()},
				types.PropertyChange{Name: "info.error", Val: &types.LocalizedMethodFault{
					Fault: &types.GenericVmConfigFault{Reason: "power on was cancelled"}, LocalizedMessage: "Power on was cancelled by the answer.",
				}},
				types.PropertyChange{Name: "info.state", Val: types.TaskInfoStateError},
			)
			return
		}
	}

	ctx.Map.AtomicUpdate(ctx, vm.VirtualMachine, []types.PropertyChange{
		{Name: "runtime.powerState", Val: types.VirtualMachinePowerStatePoweredOn},
		{Name: "summary.runtime.powerState", Val: types.VirtualMachinePowerStatePoweredOn},
	})
	set(
		types.PropertyChange{Name: "info.completeTime", Val: time.Now()},
		types.PropertyChange{Name: "info.state", Val: types.TaskInfoStateSuccess},
	)
}

// ask raises one question and waits for its answer, or for the task to be cancelled.
func (vm *askingVM) ask(ctx *simulator.Context, task *askingTask, question types.VirtualMachineQuestionInfo) (string, bool) {
	vm.mu.Lock()
	vm.pending = &question
	vm.answer = make(chan string, 1)
	answer := vm.answer
	vm.mu.Unlock()

	vm.show(ctx, &question)
	defer vm.show(ctx, nil)

	select {
	case key := <-answer:
		return key, true
	case <-task.cancel:
		vm.mu.Lock()
		vm.pending = nil
		vm.mu.Unlock()
		return "", false
	}
}

func (vm *askingVM) show(ctx *simulator.Context, question *types.VirtualMachineQuestionInfo) {
	// An untyped nil makes the property unset; a nil pointer would not.
	var value any
	if question != nil {
		value = *question
	}
	ctx.Map.AtomicUpdate(ctx, vm.VirtualMachine, []types.PropertyChange{
		{Name: "runtime.question", Val: value},
		{Name: "summary.runtime.question", Val: value},
	})
}

func (vm *askingVM) AnswerVM(ctx *simulator.Context, req *types.AnswerVM) soap.HasFault {
	body := new(methods.AnswerVMBody)

	vm.mu.Lock()
	defer vm.mu.Unlock()
	if vm.pending == nil {
		body.Fault_ = simulator.Fault("already answered", new(types.ConcurrentAccess))
		return body
	}
	if vm.pending.Id != req.QuestionId || !offers(vm.pending, req.AnswerChoice) {
		body.Fault_ = simulator.Fault("no such question or choice", &types.InvalidArgument{InvalidProperty: "answerChoice"})
		return body
	}
	vm.pending = nil
	vm.answer <- req.AnswerChoice
	body.Res = new(types.AnswerVMResponse)
	return body
}

func offers(question *types.VirtualMachineQuestionInfo, key string) bool {
	for _, choice := range question.Choice.ChoiceInfo {
		if choice.GetElementDescription().Key == key {
			return true
		}
	}
	return false
}

func (t *askingTask) CancelTask(ctx *simulator.Context, req *types.CancelTask) soap.HasFault {
	body := new(methods.CancelTaskBody)

	switch {
	case t.Info.State == types.TaskInfoStateSuccess || t.Info.State == types.TaskInfoStateError:
		body.Fault_ = simulator.Fault("the task has ended", new(types.InvalidState))
	case !t.Info.Cancelable:
		body.Fault_ = simulator.Fault("the task cannot be cancelled", new(types.NotSupported))
	default:
		t.once.Do(func() { close(t.cancel) })
		body.Res = new(types.CancelTaskResponse)
	}
	return body
}
